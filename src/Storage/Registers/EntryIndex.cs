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

    private const string Order = "order by e.registered_at desc, e.id desc limit @limit";

    private static readonly string lines = $"{EntryTables.Lines.Query} where l.subject = @entry order by l.line";

    private static readonly string kept = $"{EntryTables.Kept.Query} where v.subject = @entry order by v.line, v.name";

    private KindTitles titles = KindTitles.Of(RegisterKinds.Shipped);

    /// <summary>
    /// The newest first; one more than <paramref name="limit"/> if there is a next page. A register in whose title words stand is looked through by itself, from its newest entry on, for what is
    /// not in the title; then all others together for all words, as far as the page goes back.
    /// </summary>
    public async Task<List<EntryHead>> Find(TextQuery text, string? kind, EntrySearcher searcher, EntryPlace? after, int limit, CancellationToken cancellation)
    {
        if (searcher.Reader.IsNobody)
            return [];
        var current = kinds.Current;
        if (titles.Kinds != current)
            titles = KindTitles.Of(current);
        var titled = titles.With(text, kind);

        var parameters = new DynamicParameters(new { subject = searcher.Subject, own = searcher.Own, limit = limit + 1 });
        var seen = Seen(kind, searcher, after, parameters);
        var words = await Words(text, searcher, parameters, cancellation);
        var ways = titled.Select((some, i) => Way(
            $"{seen} and e.kind = {parameters.OneByOne($"among{i}_", [some.Kind])} and e.edition in ({parameters.OneByOne($"editions{i}_", some.Editions)})",
            words.Where(word => !some.Words.Contains(word.Place)))).ToArray();
        List<EntryHead> found = ways is [] ? [] : await Newest(string.Join(" union all ", ways.Select((way, i) => $"select * from ({way}) way{i}")), parameters, cancellation);
        if (titles.AreAll(titled, kind))
            return found;

        var others = titled is []
            ? seen
            : $"{seen} and e.kind || '/' || e.edition not in ({parameters.OneByOne("titled", [.. titled.SelectMany(some => some.Editions.Select(edition => $"{some.Kind}/{edition}"))])})";
        if (found.Count > limit)
        {
            others += " and e.registered_at >= @oldest";
            parameters.Add("oldest", found[^1].RegisteredAt);
        }
        found.AddRange(await Newest(Way(others, words), parameters, cancellation));
        return [.. found.OrderByDescending(entry => entry.RegisteredAt).ThenByDescending(entry => entry.Id).Take(limit + 1)];
    }

    private Task<List<EntryHead>> Newest(string among, DynamicParameters parameters, CancellationToken cancellation) => database.Query(
        connection => connection.List<EntryHead>($"select {EntryTables.Heads.Fields} from ({among}) e {Order}", parameters, cancellation), cancellation);

    private static string Seen(string? kind, EntrySearcher searcher, EntryPlace? after, DynamicParameters parameters)
    {
        var sql = new StringBuilder("not e.closed");
        if (searcher.Reader.Authorities is { } authorities)
            sql.Append(" and e.authority in (").Append(parameters.OneByOne("reads", authorities)).Append(')');
        sql.And(parameters, "e.kind = @kind", "kind", kind);
        if (after is { } place)
        {
            sql.Append(" and e.registered_at <= @at and (e.registered_at < @at or e.id < @id)");
            parameters.AddDynamicParams(new { at = place.At, id = place.Id });
        }
        return sql.ToString();
    }

    private async Task<List<FoundWord>> Words(TextQuery text, EntrySearcher searcher, DynamicParameters parameters, CancellationToken cancellation)
    {
        var ofSecrets = searcher.Secrets.IsEmpty
            ? ""
            : $" or (e.authority = @own and e.kind || '/' || e.edition in ({parameters.OneByOne("secrets", [.. searcher.Secrets.Select(each => $"{each.Kind}/{DayText.Of(each.Edition)}")])}))";
        var words = new List<FoundWord>();
        foreach (var (i, word) in text.Words.Index())
        {
            var matches = Matches(word, i, parameters);
            words.Add(new(
                i, word.Text.Length, await IsRare(word, cancellation) ? $" and e.id in (select w.entry from entry_words w where {matches})" : "",
                $" and exists (select 1 from entry_words w where w.entry = e.id and {matches} and (not w.secret or e.responsible = @subject{ofSecrets}))"));
        }
        return words;
    }

    /// <summary>The newest of what has frequent words are met at once on the way from the newest entry on; a rare one says itself which entries have it, and a long one is in few.</summary>
    private static string Way(string among, IEnumerable<FoundWord> words)
    {
        var needed = words.ToList();
        return $"select e.* from entries e where {among}{needed.Where(word => word.Rare.Length > 0).MaxBy(word => word.Length)?.Rare}{string.Concat(needed.Select(word => word.Exists))} {Order}";
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
            await connection.InsertNew(EntryTables.Words, words); // some may have come with changes since
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

/// <summary>A word that is searched for, in the condition of a query.</summary>
/// <param name="Place">Among the words.</param>
/// <param name="Rare">Names the entries that have it, where those are few; else nothing.</param>
/// <param name="Exists">Whether an entry has it, for this reader.</param>
internal sealed record FoundWord(int Place, int Length, string Rare, string Exists);

/// <summary>The words of the titles of registers: an entry is found by those of its own without having them among its words.</summary>
/// <param name="Kinds">Whose titles these are.</param>
internal sealed record KindTitles(RegisterKinds Kinds, ImmutableArray<(RegisterKind Edition, ImmutableArray<string> Words)> Editions)
{
    public static KindTitles Of(RegisterKinds kinds) => new(
        kinds,
        [.. from kind in kinds.All.SelectMany(kind => kinds.EditionsOf(kind.Code))
            where !kind.IsClosed
            select (kind, SearchWords.Of(kind.Title.Ru).Concat(SearchWords.Of(kind.Title.En)).ToImmutableArray())]);

    /// <summary>The registers in whose titles some of the words stand.</summary>
    /// <param name="kind">The one that is asked for; null for all.</param>
    public ImmutableArray<TitledKind> With(TextQuery text, string? kind) =>
    [
        .. from edition in Among(kind)
            let words = text.Words.Index().Where(word => edition.Words.Any(known => Matches(word.Item, known))).Select(word => word.Index).ToArray()
            where words.Length > 0
            group DayText.Of(edition.Edition.From) by (edition.Edition.Code, Words: string.Join(',', words)) into some
            select new TitledKind(some.Key.Code, [.. some], [.. some.Key.Words.Split(',').Select(int.Parse)]),
    ];

    /// <summary>Whether these are all that there are.</summary>
    public bool AreAll(ImmutableArray<TitledKind> titled, string? kind) => titled.Sum(some => some.Editions.Length) == Among(kind).Count();

    private IEnumerable<(RegisterKind Edition, ImmutableArray<string> Words)> Among(string? kind) => Editions.Where(each => kind is null || each.Edition.Code == kind);

    private static bool Matches(SearchedWord word, string known) => word.IsPrefix ? known.StartsWith(word.Text, StringComparison.Ordinal) : known == word.Text;
}

/// <param name="Editions">Their first days.</param>
/// <param name="Words">The places of the words that stand in its title.</param>
internal sealed record TitledKind(string Kind, ImmutableArray<string> Editions, ImmutableArray<int> Words);

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
