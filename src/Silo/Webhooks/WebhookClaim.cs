using RmsOrleans.Silo.Feeds;

namespace RmsOrleans.Silo.Webhooks;

/// <summary>One node makes messages and delivers them.</summary>
internal sealed class WebhookClaim(FeedPlaces places)
{
    public FeedClaim Claim { get; } = new(places, "webhooks", TimeProvider.System);
}
