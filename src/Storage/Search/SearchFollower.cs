using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>Carries new contents from the journal into the full-text index.</summary>
internal sealed class SearchFollower(
    IJournalReader reader, IDatabase database, ITextStore store, JournalSignal signal, SearchMetrics metrics, IOptions<SearchSettings> settings,
    IOptions<FeedSettings> feeds, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<SearchFollower> log)
    : Follower(
        "search", signal, new FollowerPace(signal, settings.Value.ShareOfACore, settings.Value.ShareWhileBusy, feeds.Value.BusyCommits),
        rest: TimeSpan.FromSeconds(5), feeds, log)
{
    private const int PageSize = 250;

    protected override Task Release() => store.Release();

    /// <summary>Null while another node follows.</summary>
    protected override async Task<JournalPage?> Follow(CancellationToken cancellation)
    {
        if (await store.Place(cancellation) is not { } place)
        {
            metrics.IsElsewhere();
            return null;
        }

        var page = await reader.Read(place, null, JournalScope.All, PageSize, cancellation);
        if (page.Lines.Count > 0)
        {
            var texts = await Texts(page.Lines, cancellation);
            if (!await store.Write(place, page.Next, texts, cancellation))
                return null;
        }
        metrics.Read(page.IsFull ? clock.GetUtcNow() - page.Lines[^1].At : TimeSpan.Zero);
        return page;
    }

    /// <summary>Of drafts whose present content stands in one of these lines; an older content is passed over.</summary>
    private async Task<IReadOnlyList<DraftText>> Texts(IReadOnlyList<FeedLine> lines, CancellationToken cancellation)
    {
        var drafts = lines.Where(line => line.Authority is not null && DraftText.IsIn(line.Type)).ToLookup(line => line.Draft);
        if (drafts.Count == 0)
            return [];

        var parameters = new DynamicParameters();
        var sql = $"""
            select d.id as Draft, d.content_line as Line, d.authority as Authority, d.prepared_at as PreparedAt, l.type as Type,
              l.payload as Payload
            from drafts d join journal_lines l on l.subject = d.id and l.line = d.content_line
            where d.id in ({parameters.OneByOne("draft", [.. drafts.Select(draft => draft.Key)])})
            """;
        var rows = await database.Query(connection => connection.List<ContentRow>(sql, parameters, cancellation), cancellation);
        return [.. rows.Where(row => drafts[row.Draft].Any(line => line.Line == row.Line)).Select(DraftText.Of)];
    }
}
