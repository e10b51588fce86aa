using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>One node makes messages and delivers them.</summary>
internal sealed class WebhookClaim(FeedPlaces places)
{
    public FeedClaim Claim { get; } = new(places, "webhooks", TimeProvider.System);
}
