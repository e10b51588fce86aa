using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Api.Webhooks;

/// <summary>The subscriptions of authorities, and what could not be delivered. Each method sees those of one authority only.</summary>
internal interface IWebhookStore
{
    /// <summary>Whether the url may be delivered to, as far as can be said before connecting.</summary>
    bool MayReach(Uri url);

    Task<IReadOnlyList<WebhookRow>> List(AuthorityCode authority, CancellationToken cancellation);

    /// <summary>Null if the authority has as many as it may have.</summary>
    Task<WebhookRow?> Add(AuthorityCode authority, string url, string secret, string createdBy, CancellationToken cancellation);

    /// <summary>With everything that waits to be delivered; false if there is none.</summary>
    Task<bool> Remove(AuthorityCode authority, string id, CancellationToken cancellation);

    /// <summary>The oldest first, at most <paramref name="limit"/>; null if there is no such subscription.</summary>
    Task<IReadOnlyList<DeadLetterRow>?> DeadLetters(AuthorityCode authority, string id, int limit, CancellationToken cancellation);

    /// <summary>Dead letters, of one draft or all, wait to be delivered again; how many, or null if there is no such subscription.</summary>
    Task<int?> Redeliver(AuthorityCode authority, string id, DraftId? draft, CancellationToken cancellation);
}

internal sealed class WebhookRow
{
    public string Id { get; init; } = "";

    public string Url { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public int Failures { get; init; }

    public int Waiting { get; init; }

    public int DeadLetters { get; init; }
}

internal sealed class DeadLetterRow
{
    public string Body { get; init; } = "";

    public int Attempts { get; init; }

    public string LastFailure { get; init; } = "";

    public DateTimeOffset DeadAt { get; init; }
}
