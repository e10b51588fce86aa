using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>Makes the messages of each noun for those who are told of it. Without subscriptions it reads nothing.</summary>
internal sealed class WebhookFollower(
    WebhookLease held, IJournalReader reader, WebhookNouns nouns, WebhookOutbox outbox, JournalSignal written, WebhookSignal signal,
    IOptions<FeedSettings> settings, IOptions<WebhookSettings> webhooks, ILogger<WebhookFollower> log)
    : Follower(
        held.Claim.Purpose, written, new FollowerPace(written, 1, webhooks.Value.ShareWhileBusy, settings.Value.BusyCommits),
        rest: TimeSpan.FromSeconds(2), settings, log, early: signal)
{
    private const int PageSize = 500;

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

        var page = await reader.Read(place, null, JournalScope.WithEntries, PageSize, cancellation);
        if (page.Lines.Count == 0)
            return page;

        // Read after the page: a subscription that is not there yet was made after these lines were written.
        var messages = await Messages(page.Lines, await outbox.Subscriptions(cancellation), cancellation);
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

    private async Task<IReadOnlyList<NewWebhookMessage>> Messages(
        IReadOnlyList<FeedLine> lines, IReadOnlyList<Subscription> subscriptions, CancellationToken cancellation)
    {
        var messages = new List<(JournalPosition Position, NewWebhookMessage Message)>();
        foreach (var noun in nouns.All)
        {
            var told = subscriptions.Where(each => each.Noun == noun.Name).ToLookup(each => each.Authority);
            if (told.Count == 0)
                continue;
            messages.AddRange(
                from message in await noun.Messages(lines, told.Select(each => each.Key).ToHashSet(), cancellation)
                from subscription in told[message.To]
                where subscription.Since < message.Position
                select (message.Position, new NewWebhookMessage(subscription.Id, message.Subject, message.Number, message.Body)));
        }
        return [.. messages.OrderBy(each => each.Position).Select(each => each.Message)];
    }
}
