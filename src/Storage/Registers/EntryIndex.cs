using System.Text;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Registers;

/// <summary>Finds entries by their words, as they are written; a beginning is asked for with an asterisk. The same text for both databases.</summary>
internal sealed class EntryIndex(IDatabase database, IRegisterKinds kinds)
{
    /// <summary>A word that stands so often is frequent.</summary>
    private const int Frequent = 2000;

    /// <summary>The end of all that begins with something; no letter comes behind it.</summary>
    private const string Last = "\U0010FFFF";

    private static readonly string lines = $"{EntryTables.Lines.Query} where l.subject = @entry order by l.line";

    private static readonly string kept = $"{EntryTables.Kept.Query} where v.subject = @entry order by v.line, v.name";

    private KindTitles titles = KindTitles.Of(RegisterKinds.Shipped);

    /// <summary>The newest first; one more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<EntryHead>> Find(TextQuery text, string? kind, EntrySearcher searcher, EntryPlace? after, int limit, CancellationToken cancellation)
    {
        if (searcher.Reader.IsNobody)
            return [];
        var parameters = new DynamicParameters(new { subject = searcher.Subject, own = searcher.Own, limit = limit + 1 });
        var sql = new StringBuilder($"{EntryTables.Heads.Query} where not e.closed");
        var current = kinds.Current;
        if (titles.Kinds != current)
            titles = KindTitles.Of(current);
        var titled = titles.With(text);
        var own = text.Words.Index().Where(word => titled[word.Index].IsEmpty).ToArray();
        // What stands in the title of a register is in so many entries that the newest of them are met at once on the way from the newest entry on; so is a frequent word.
        if (own.Length > 0 && own.MaxBy(word => word.Item.Text.Length) is var (rarest, longest) && await IsRare(longest, cancellation)) // a long word is in few entries
            sql.Append($" and e.id in (select w.entry from entry_words w where {Matches(longest, rarest, parameters)})");
        var ofSecrets = searcher.Secrets.IsEmpty
            ? ""
            : $" or (e.authority = @own and e.kind || '/' || e.edition in ({parameters.OneByOne("secrets", [.. searcher.Secrets.Select(each => $"{each.Kind}/{DayText.Of(each.Edition)}")])}))";
        foreach (var (i, word) in text.Words.Index())
        {
            var ofTitle = titled[i].IsEmpty ? "" : $"e.kind || '/' || e.edition in ({parameters.OneByOne($"titled{i}_", titled[i])}) or ";
            sql.Append(
                $" and ({ofTitle}exists (select 1 from entry_words w where w.entry = e.id and {Matches(word, i, parameters)} and (not w.secret or e.responsible = @subject{ofSecrets})))");
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

    /// <summary>The next entries without words in the order of their ids: they were written before there were any, or brought by an import.</summary>
    public Task<List<Guid>> Lacking(Guid after, int most, CancellationToken cancellation) => database.Query(
        connection => connection.List<Guid>("select id from entries where lacks_words and id > @after order by id limit @most", new { after, most }, cancellation), cancellation);

    /// <summary>Makes the words of an entry as it stands; whoever writes it meanwhile waits.</summary>
    public Task Make(Guid entry, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            if (await connection.ExecuteAsync("update entries set lacks_words = false where id = @entry", new { entry }) == 0)
                return false;
            var stored = new WholeEntry(
                (await connection.QueryAsync<JournalLine>(lines, new { entry })).AsList(), (await connection.QueryAsync<KeptLine>(kept, new { entry })).AsList());
            var head = await connection.QuerySingleAsync<EntryHead>($"{EntryTables.Heads.Query} where e.id = @entry", new { entry });
            if (stored.Fold() is not { } known || kinds.Current.Edition(known.Kind, known.Edition) is not { } kind)
                throw new InvalidOperationException($"Entry {entry} cannot be read.");
            var words = EntryWordRows.Of(head, EntryTexts.Of(kind, known.Values, known.Links, [.. KeptLines.Values(stored.Kept)])).ToList();
            await connection.Delete(EntryTables.Words, words); // what it has got by changes since
            await connection.Insert(EntryTables.Words, words);
            return true;
        },
        cancellation);

    private static string Matches(SearchedWord word, int i, DynamicParameters parameters)
    {
        parameters.Add($"word{i}", word.Text);
        if (!word.IsPrefix)
            return $"w.word = @word{i}";
        parameters.Add($"end{i}", word.Text + Last);
        return $"w.word >= @word{i} and w.word <= @end{i}";
    }
}

/// <summary>The words of the titles of registers: an entry is found by those of its own without having them among its words.</summary>
/// <param name="Kinds">Whose titles these are.</param>
internal sealed record KindTitles(RegisterKinds Kinds, ImmutableArray<(string Edition, ImmutableArray<string> Words)> Editions)
{
    public static KindTitles Of(RegisterKinds kinds) => new(
        kinds,
        [.. from kind in kinds.All.SelectMany(kind => kinds.EditionsOf(kind.Code))
            where !kind.IsClosed
            select ($"{kind.Code}/{DayText.Of(kind.From)}", SearchWords.Of(kind.Title.Ru).Concat(SearchWords.Of(kind.Title.En)).ToImmutableArray())]);

    /// <summary>Of each word the editions of registers in whose titles it stands.</summary>
    public ImmutableArray<ImmutableArray<string>> With(TextQuery text) =>
    [
        .. text.Words.Select(word => Editions
            .Where(edition => edition.Words.Any(known => word.IsPrefix ? known.StartsWith(word.Text, StringComparison.Ordinal) : known == word.Text))
            .Select(edition => edition.Edition).ToImmutableArray()),
    ];
}

/// <summary>Gives words to entries that lack them, once after each start; page by page, so that no query is long.</summary>
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
                var page = await index.Lacking(after, Page, stoppingToken);
                foreach (var entry in page)
                    await Make(entry, stoppingToken);
                if (page.Count < Page)
                    return;
                after = page[^1];
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                EntryStoreLog.WordsNotMade(log, failure);
                await Task.Delay(rest, stoppingToken);
            }
        }
    }
}
