using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>
/// Something that an authority can be told of. <see cref="WebhookServices"/> has the table of them; a later noun is a line there, and a class with
/// the record of its message.
/// </summary>
internal abstract class WebhookNoun
{
    /// <summary>As subscriptions name it.</summary>
    public abstract string Name { get; }

    /// <summary>The messages that lines of the journal make for those who listen; lines that are not about this noun make none.</summary>
    public abstract Task<IReadOnlyList<NounMessage>> Messages(
        IReadOnlyList<FeedLine> lines, IReadOnlySet<AuthorityCode> listeners, CancellationToken cancellation);

    /// <summary>Says in the document what is sent.</summary>
    public abstract RouteDocument Describe(RouteDocument route);
}

/// <summary>
/// A message to an authority. <paramref name="Number"/> counts those about its subject, a draft or a profile, and orders them;
/// <paramref name="Body"/> is JSON, as it is sent.
/// </summary>
internal sealed record NounMessage(AuthorityCode To, JournalPosition Position, Guid Subject, int Number, string Body);

/// <summary>The nouns in the order of their names.</summary>
internal sealed class WebhookNouns(IEnumerable<WebhookNoun> nouns)
{
    /// <summary>What a subscription is told of that does not say.</summary>
    public static ImmutableArray<string> Default { get; } = [WebhookRow.FirstNoun];

    public ImmutableArray<WebhookNoun> All { get; } = [.. nouns.OrderBy(noun => noun.Name, StringComparer.Ordinal)];
}
