using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Edge;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Api.Feeds;

/// <summary>What happens, as it happens. A stream ends with the program, with the caller, or with the caller's token.</summary>
internal sealed class EventEndpoints(
    IDraftFeed feed, DraftQueries queries, DraftVisibility visibility, LocalTimes times, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    public const string LastEventId = "Last-Event-ID";

    public static readonly Problem UnknownPlace = Problems.BadInput($"/{LastEventId}", new(
        "This is not the id of an event of this feed. Begin again without one.", "Это не идентификатор события этой ленты. Начните без него."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<EventEndpoints>();
        routes.Map(HttpMethods.Get, "/drafts/{id}/events", endpoints.OfDraft).WithMetadata(RequestLimit.Streams).Described(FeedDocuments.OfDraft());
        routes.Map(HttpMethods.Get, "/events", endpoints.OfAuthority).WithMetadata(RequestLimit.Streams).Described(FeedDocuments.OfAuthority());
    }

    private async Task<IResult> OfDraft(HttpContext context)
    {
        return DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id) && await queries.Find(id, context.Actor(), context.RequestAborted) is not null
            ? await Stream(context, id, null)
            : DraftProblems.NoSuchDraft;
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

    private async Task<IResult> Stream(HttpContext context, DraftId? draft, AuthorityCode? authority)
    {
        var after = (string?)context.Request.Headers[LastEventId];
        if (after is not null && !await feed.Knows(after, context.RequestAborted))
            return UnknownPlace;

        var actor = context.Actor();
        var filter = new FeedFilter(draft, authority, (of, isRegistered) => visibility.Sees(Operation.WatchDrafts, actor, of, isRegistered));
        using var tokenEnds = new CancellationTokenSource(LeftOfToken(context), clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, tokenEnds.Token, context.Caller().Revoked);
        var stream = new EventStream(context, times);
        stream.Begin();
        try
        {
            await foreach (var batch in feed.Follow(filter, after, end.Token))
                await stream.Write(batch, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // In good order: the client has what it has, and comes again with the last id.
        }
        return Results.Empty;
    }

    private TimeSpan LeftOfToken(HttpContext context)
    {
        var left = context.Caller().Until - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
