using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Api.Feeds;

/// <summary>What happens to drafts, as it happens.</summary>
internal sealed class EventEndpoints(IDraftFeed feed, DraftQueries queries, DraftVisibility visibility, StreamLives lives, LocalTimes times)
{
    public const string LastEventId = "Last-Event-ID";

    /// <summary>The line of the journal that the caller has seen of a draft or profile.</summary>
    public const string Line = "line";

    public static readonly Problem UnknownPlace = Problems.BadInput($"/{LastEventId}", new(
        "This is not the id of an event of this feed. Begin again without one.", "Это не идентификатор события этой ленты. Начните без него."));

    public static readonly Problem UnknownLine = Problems.BadInput($"/{Line}", new(
        "Expected the number of a line of the journal, as the tag (ETag) has it.", "Ожидается номер строки журнала, как в метке (ETag)."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<EventEndpoints>();
        routes.Map(HttpMethods.Get, "/drafts/{id}/events", endpoints.OfDraft).WithMetadata(RequestLimit.Streams).Described(FeedDocuments.OfDraft());
        routes.Map(HttpMethods.Get, "/events", endpoints.OfAuthority).WithMetadata(RequestLimit.Streams).Described(FeedDocuments.OfAuthority());
    }

    private async Task<IResult> OfDraft(HttpContext context)
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id) || await queries.Find(id, context.Actor(), context.RequestAborted) is null)
            return DraftProblems.NoSuchDraft;

        var (seen, fault) = Seen(context);
        return fault ?? await Stream(context, id, null, seen);
    }

    private async Task<IResult> OfAuthority(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "authority");
        var authority = query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        return visibility.Sees(Operation.WatchDrafts, context.Actor(), authority ?? context.Actor().Authority, isRegistered: true)
            ? await Stream(context, null, authority)
            : Problems.Forbidden(new("You may not read the drafts of this authority.", "У Вас нет права читать проекты этого таможенного органа."));
    }

    /// <param name="seen">The line of the draft that the caller has seen, where it names no place.</param>
    private async Task<IResult> Stream(HttpContext context, DraftId? draft, AuthorityCode? authority, int? seen = null)
    {
        var after = (string?)context.Request.Headers[LastEventId];
        if (after is not null && !await feed.Knows(after, context.RequestAborted))
            return UnknownPlace;

        using var life = lives.Begin(context);
        if (life is null)
            return lives.TooMany;

        if (after is null && seen is { } line)
            after = await feed.PlaceBehind(draft!.Value, line, context.RequestAborted);
        var actor = context.Actor();
        var filter = new FeedFilter(draft, authority, (of, isRegistered) => visibility.Sees(Operation.WatchDrafts, actor, of, isRegistered), seen ?? 0);
        var stream = new EventStream(context, times, change => visibility.Sees(Operation.GetJournal, actor, change.Authority, change.Number is not null));
        stream.Begin();
        await life.Last(async end =>
        {
            await foreach (var batch in feed.Follow(filter, after, end))
                await stream.Write(batch, end);
        });
        return Results.Empty;
    }

    /// <summary>The line that the caller has seen, or what is wrong with it.</summary>
    public static (int? Line, Problem? Fault) Seen(HttpContext context) => !context.Request.Query.TryGetValue(Line, out var text)
        ? default
        : text is [{ } number] && WholeNumber.TryReadCount(number, out int line) ? (line, null) : (null, UnknownLine);
}
