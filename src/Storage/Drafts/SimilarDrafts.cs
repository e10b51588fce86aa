using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Drafts that are like one that is being written: by words of title and description, and by what their indicators speak of. Each word and each
/// mark is looked up by itself and gives its newest drafts, a bounded number, so that it answers while somebody types, however many drafts there
/// are. What few drafts have counts for more.
/// </summary>
internal sealed class SimilarDrafts(IReadDatabase database, DraftVisibility visibility, ITextIndex texts, IMarkIndex marks)
{
    /// <summary>Drafts that are looked up to be shown.</summary>
    private const int MostLookedUp = 60;

    /// <summary>What a draft must have in common at the least, as a share of all that is asked about.</summary>
    private const double Least = 0.15;

    /// <summary>The likest first, and of those that are as like the newest; of what <paramref name="query"/> opens to the caller.</summary>
    /// <param name="except">The draft that is asked about.</param>
    public async Task<List<SimilarDraft>> Find(Likeness asked, Operation query, Actor actor, DraftId? except, int limit, CancellationToken cancellation)
    {
        if (!PermissionTable.Of(query).HeldBy(actor).Any())
            return [];

        var authorities = visibility.Authorities(actor);
        var found = new Dictionary<DraftId, Found>();
        var all = 0.0;
        foreach (var word in asked.Words)
            Weigh(await texts.Newest(new TextQuery([word]), authorities, MarkedDraft.Most, cancellation), null);
        var marked = (await marks.Find([.. asked.Marks.Select(mark => mark.ToString())], authorities, cancellation)).ToLookup(each => each.Mark, each => each.Draft);
        foreach (var mark in asked.Marks)
            Weigh([.. marked[mark.ToString()]], mark);
        if (except is { } itself)
            found.Remove(itself);

        var likest = found.Where(each => each.Value.Weight >= Least * all).OrderByDescending(each => each.Value.Weight).Take(MostLookedUp).Select(each => each.Key);
        return
        [
            .. (await Rows([.. likest], actor, cancellation))
                .Where(row => visibility.Sees(query, actor, row.Authority, row.Number is not null))
                .Select(row => new SimilarDraft(row, found[row.Id].Weight / all, [.. found[row.Id].Marks]))
                .OrderByDescending(each => each.Score).ThenByDescending(each => each.Row.PreparedAt)
                .Take(limit),
        ];

        void Weigh(IReadOnlyList<DraftId> drafts, IndicatorMark? mark)
        {
            var weight = Math.Log(1 + (MarkedDraft.Most / (1.0 + drafts.Count)));
            all += weight;
            foreach (var draft in drafts)
            {
                var of = found.TryGetValue(draft, out var known) ? known : found[draft] = new Found();
                of.Weight += weight;
                if (mark is { } shared)
                    of.Marks.Add(shared);
            }
        }
    }

    private async Task<List<DraftHead>> Rows(IReadOnlyList<DraftId> ids, Actor actor, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];

        var parameters = new DynamicParameters();
        var sql = $"{JournalTables.DraftRows.Query} where d.id in ({parameters.OneByOne("id", ids)}) and {visibility.Where(actor, parameters)}";
        return await database.List<DraftHead>(sql, parameters, cancellation);
    }

    /// <summary>Why these ended as they did, of those that were refused or given up.</summary>
    public async Task<Dictionary<DraftId, string>> Reasons(IEnumerable<DraftHead> drafts, CancellationToken cancellation)
    {
        DraftId[] ended = [.. drafts.Where(row => row.Status is DraftStatus.Inexpedient or DraftStatus.Withdrawn or DraftStatus.Discarded).Select(row => row.Id)];
        if (ended is [])
            return [];

        var parameters = new DynamicParameters();
        var types = string.Join(", ", ((string[])[
            StoredEvents.Table.NameOf<ResolvedInexpedient>(), StoredEvents.Table.NameOf<DraftWithdrawn>(), StoredEvents.Table.NameOf<DraftDiscarded>(),
        ]).Select(type => $"'{type}'"));
        var sql = $"{JournalTables.LineRows.Query} where l.subject in ({parameters.OneByOne("id", ended)}) and l.type in ({types})";
        var lines = await database.List<JournalLine>(sql, parameters, cancellation);
        return lines.ToDictionary(line => new DraftId(line.Subject), line => StoredEvents.Table.Read(line.Type, line.Payload) switch
        {
            ResolvedInexpedient resolved => resolved.Reasons,
            DraftWithdrawn withdrawn => withdrawn.Reason,
            DraftDiscarded discarded => discarded.Reason,
            var other => throw new InvalidOperationException($"A {other.GetType().Name} has no reason."),
        });
    }

    /// <summary>The present content of a draft, as what is asked about.</summary>
    public async Task<Likeness> Of(DraftHead draft, CancellationToken cancellation)
    {
        const string sql = "select type as Type, payload as Payload from journal_lines where subject = @id and line = @line";
        var row = await database.One<StoredContent>(sql, new { id = draft.Id, line = draft.ContentLine }, cancellation);
        var content = DraftText.Read(row!.Type, row.Payload).Content;
        return Likeness.Of(content.Title, content.RiskArea.Description, content.RiskArea.Indicators);
    }

    private sealed record StoredContent(string Type, byte[] Payload);

    private sealed class Found
    {
        public double Weight { get; set; }

        public List<IndicatorMark> Marks { get; } = [];
    }
}

/// <summary>What drafts are compared with.</summary>
internal sealed record Likeness(ImmutableArray<SearchedWord> Words, ImmutableArray<IndicatorMark> Marks)
{
    private const int MostWords = 8;

    /// <summary>Shorter words stand in every text.</summary>
    private const int ShortestWord = 4;

    /// <summary>Of a word of at least <see cref="ShortestBent"/> letters the ending is left out, as Russian bends it.</summary>
    private const int Ending = 2;

    private const int ShortestBent = 6;

    /// <summary>The words of the title come first.</summary>
    public static Likeness Of(string title, string description, ImmutableArray<Indicator> indicators) => new(
        [
            .. SearchWords.Of(title).Concat(SearchWords.Of(description)).Where(word => word.Length >= ShortestWord)
                .Select(word => word.Length >= ShortestBent && !char.IsDigit(word[0]) ? new SearchedWord(word[..^Ending], IsPrefix: true) : new SearchedWord(word, IsPrefix: false))
                .Distinct().Take(MostWords),
        ],
        IndicatorMarks.Of(indicators));
}

/// <summary>A draft, and how like it is.</summary>
/// <param name="Score">From 0 to 1: what it has in common, of all that is asked about, the rare for more than the common.</param>
internal sealed record SimilarDraft(DraftHead Row, double Score, ImmutableArray<IndicatorMark> Marks);
