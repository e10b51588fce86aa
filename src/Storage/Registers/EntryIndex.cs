using System.Data.Common;
using System.Text;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Registers;

/// <summary>
/// Words by which entries are found, in the transaction that writes the entry: an entry is found at once, and what is removed of it is found no more. The same text for both databases; words
/// are as they are written, a beginning is asked for with an asterisk.
/// </summary>
internal sealed class EntryIndex(IDatabase database, IRegisterKinds kinds)
{
    /// <summary>Of one entry so many words are found, the first ones.</summary>
    private const int Most = 2000;

    private const int AtOnce = 400;

    /// <summary>A word that stands so often is frequent.</summary>
    private const int Frequent = 2000;

    /// <summary>The end of all that begins with something; no letter comes behind it.</summary>
    private const string Last = "\U0010FFFF";

    private static readonly string lines = $"{EntryTables.Lines.Query} where l.subject = @entry order by l.line";

    private static readonly string kept = $"{EntryTables.Kept.Query} where v.subject = @entry order by v.line, v.name";

    public static async Task Put(DbConnection connection, EntryHead head, EntryTexts texts)
    {
        if (head.LastLine > 1)
            await connection.ExecuteAsync("delete from entry_words where entry = @Id", new { head.Id });
        if (head.Closed)
            return;
        foreach (var some in Words(head, texts).Chunk(AtOnce))
        {
            var parameters = new DynamicParameters(new { entry = head.Id });
            await connection.ExecuteAsync($"insert into entry_words (entry, word, secret) values {parameters.Rows(some, each => [each.Word, each.IsSecret], "@entry, ")}", parameters);
        }
    }

    /// <summary>The newest first; one more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<EntryHead>> Find(TextQuery text, string? kind, EntrySearcher searcher, EntryPlace? after, int limit, CancellationToken cancellation)
    {
        if (searcher.Reader.IsNobody)
            return [];
        var parameters = new DynamicParameters(new { subject = searcher.Subject, own = searcher.Own, limit = limit + 1 });
        var sql = new StringBuilder($"{EntryTables.Heads.Query} where not e.closed");
        var rarest = text.Words.Index().MaxBy(word => word.Item.Text.Length).Index; // a long word is in few entries
        // A word such as the title of a register is in so many entries that the newest of them are met at once on the way from the newest entry on.
        if (await IsRare(text.Words[rarest], cancellation))
            sql.Append($" and e.id in (select w.entry from entry_words w where {Matches(text.Words[rarest], rarest, parameters)})");
        var ofSecrets = searcher.Secrets.IsEmpty
            ? ""
            : $" or (e.authority = @own and e.kind || '/' || e.edition in ({parameters.OneByOne("secrets", [.. searcher.Secrets.Select(each => $"{each.Kind}/{DayText.Of(each.Edition)}")])}))";
        foreach (var (i, word) in text.Words.Index())
        {
            sql.Append(
                $" and exists (select 1 from entry_words w where w.entry = e.id and {Matches(word, i, parameters)} and (not w.secret or e.responsible = @subject{ofSecrets}))");
        }
        if (searcher.Reader.Authorities is { } authorities)
            sql.Append(" and e.authority in (").Append(parameters.OneByOne("reads", authorities)).Append(')');
        sql.And(parameters, "e.kind = @kind", "kind", kind);
        if (after is { } place)
        {
            sql.Append(" and e.registered_at <= @at and (e.registered_at < @at or e.id < @id)");
            parameters.AddDynamicParams(new { at = place.At, id = place.Id });
        }
        return await database.Query(connection => connection.List<EntryHead>($"{sql} order by e.registered_at desc, e.id desc limit @limit", parameters, cancellation), cancellation);
    }

    private async Task<bool> IsRare(SearchedWord word, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { most = Frequent });
        var found = $"select count(*) from (select 1 from entry_words w where {Matches(word, 0, parameters)} limit @most) found";
        return await database.Query(async connection => await connection.ExecuteScalarAsync<long>(new(found, parameters, cancellationToken: cancellation)), cancellation) < Frequent;
    }

    /// <summary>The next entries in the order of their ids, and whether each lacks its words: it was written before there were any, or brought by an import.</summary>
    public Task<List<IndexedEntry>> Next(Guid after, int most, CancellationToken cancellation) => database.Query(
        connection => connection.List<IndexedEntry>(
            """
            select e.id as Id, case when e.closed or exists (select 1 from entry_words w where w.entry = e.id) then 0 else 1 end as Lacks
            from (select id, closed from entries where id > @after order by id limit @most) e order by e.id
            """,
            new { after, most }, cancellation),
        cancellation);

    /// <summary>Makes the words of an entry as it stands; whoever writes it meanwhile waits.</summary>
    public Task Make(Guid entry, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            if (await connection.ExecuteAsync("update entries set last_line = last_line where id = @entry", new { entry }) == 0)
                return false;
            var stored = new WholeEntry(
                (await connection.QueryAsync<JournalLine>(lines, new { entry })).AsList(), (await connection.QueryAsync<KeptLine>(kept, new { entry })).AsList());
            var head = await connection.QuerySingleAsync<EntryHead>($"{EntryTables.Heads.Query} where e.id = @entry", new { entry });
            if (stored.Fold() is not { } known || kinds.Current.Edition(known.Kind, known.Edition) is not { } kind)
                return false;
            await connection.ExecuteAsync("delete from entry_words where entry = @entry", new { entry });
            await Put(connection, head, EntryTexts.Of(kind, known.Values, known.Links, [.. KeptLines.Values(stored.Kept)]));
            return true;
        },
        cancellation);

    private static IEnumerable<(string Word, bool IsSecret)> Words(EntryHead head, EntryTexts texts)
    {
        var open = SearchWords.Of(head.Number).Concat(texts.Open.SelectMany(SearchWords.Of)).Distinct(StringComparer.Ordinal).Take(Most).ToHashSet(StringComparer.Ordinal);
        var secret = texts.Secret.SelectMany(SearchWords.Of).Distinct(StringComparer.Ordinal).Where(word => !open.Contains(word)).Take(Most);
        return open.Select(word => (word, false)).Concat(secret.Select(word => (word, true)));
    }

    private static string Matches(SearchedWord word, int i, DynamicParameters parameters)
    {
        parameters.Add($"word{i}", word.Text);
        if (!word.IsPrefix)
            return $"w.word = @word{i}";
        parameters.Add($"end{i}", word.Text + Last);
        return $"w.word >= @word{i} and w.word <= @end{i}";
    }
}

/// <summary>An entry, and whether it is found by no words although it should be.</summary>
internal sealed class IndexedEntry
{
    public Guid Id { get; init; }

    public int Lacks { get; init; }
}

/// <summary>Gives words to entries that have none, once after each start; page by page, so that no query is long.</summary>
internal sealed class EntryIndexing(EntryIndex index, ILogger<EntryIndexing> log) : BackgroundService
{
    private const int Page = 1000;

    private static readonly TimeSpan rest = TimeSpan.FromSeconds(10);

    /// <summary>One that cannot be read, and so cannot be found, keeps none of the others back; a storage that is away is waited for.</summary>
    private async Task Make(Guid entry, CancellationToken cancellation)
    {
        try
        {
            await index.Make(entry, cancellation);
        }
        catch (Exception failure) when (failure is not StorageUnavailableException && !cancellation.IsCancellationRequested)
        {
            EntryStoreLog.WordsNotMade(log, failure);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        for (var after = Guid.Empty; ;)
        {
            try
            {
                var page = await index.Next(after, Page, stoppingToken);
                foreach (var entry in page.Where(entry => entry.Lacks == 1))
                    await Make(entry.Id, stoppingToken);
                if (page.Count < Page)
                    return;
                after = page[^1].Id;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                EntryStoreLog.WordsNotMade(log, failure);
                await Task.Delay(rest, stoppingToken);
            }
        }
    }
}
