using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>One node makes messages and delivers them.</summary>
internal sealed class WebhookLease(Checkpoints places)
{
    public FeedLease Claim { get; } = new(places, "webhooks", TimeProvider.System);
}
