using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>Makes a message of each change of status for each subscription of the draft's authority. Without subscriptions it reads nothing.</summary>
internal sealed class WebhookFollower(
    WebhookLease held, IJournalReader reader, DraftChanges changes, WebhookOutbox outbox, JournalSignal written, WebhookSignal signal, LocalTimes times,
    IOptions<FeedSettings> settings, IOptions<WebhookSettings> webhooks, ILogger<WebhookFollower> log)
    : Follower(
        held.Claim.Purpose, written, new FollowerPace(written, 1, webhooks.Value.ShareWhileBusy, settings.Value.BusyCommits),
        rest: TimeSpan.FromSeconds(2), settings, log, early: signal)
{
    private const int PageSize = 500;

    private static readonly WebhookAnswerJson json = new(ReadableJson.Of(WebhookAnswerJson.Default.Options));

    private JournalPosition place;

    protected override Task Release() => held.Claim.Release();

    /// <summary>Null if there is nothing to follow for.</summary>
    protected override async Task<JournalPage?> Follow(CancellationToken cancellation)
    {
        var claim = held.Claim;
        var (isHeld, isNew) = await claim.Keep(cancellation);
        if (!isHeld)
            return null;
        if (isNew)
            place = claim.Stored;

        var subscriptions = await outbox.Subscriptions(cancellation);
        if (subscriptions.Count == 0)
            return null;
        if (subscriptions.Min(each => each.Since) is var first && place < first)
            place = first;

        var page = await reader.Read(place, null, JournalScope.All, PageSize, cancellation);
        if (page.Lines.Count == 0)
            return page;

        // Read after the page: a subscription that is not there yet was made after these lines were written.
        subscriptions = await outbox.Subscriptions(cancellation);
        var wanted = page.Lines.Where(line => line.Authority is { } authority && subscriptions.Any(each => each.Authority == authority.Value));
        var messages = (
            from change in await changes.Of(wanted, cancellation)
            where change.StatusChange is not null
            from subscription in subscriptions
            where subscription.Authority == change.Change.Authority.Value && subscription.Since < change.Position
            select new NewWebhookMessage(subscription.Id, change.Change.Id, change.StatusChange!.Value, Body(change))).ToList();

        if (messages.Count > 0)
        {
            if (!await outbox.Add(claim.Purpose, claim.Stored, page.Next, messages, cancellation))
            {
                claim.Lose();
                return null;
            }
            claim.Moved(page.Next);
            signal.Raise();
        }
        place = page.Next;
        return page;
    }

    private string Body(PlacedChange placed)
    {
        var change = placed.Change;
        var body = new StatusMessage(
            $"{change.Id}-{placed.StatusChange}", placed.StatusChange!.Value, change.Id, change.Number, change.Authority, change.Version, change.Status,
            change.At.In(times.ZoneOf(change.Authority)), change.What);
        return JsonSerializer.Serialize(body, json.StatusMessage);
    }
}
