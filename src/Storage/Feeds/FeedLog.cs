namespace RmsOrleans.Storage.Feeds;

/// <summary>Log events of the feeds, with stable ids. None carries content, a person's name or a secret.</summary>
internal static partial class FeedLog
{
    [LoggerMessage(5001, LogLevel.Warning, "Following the journal for {Purpose} failed; it goes on from the same place.")]
    public static partial void FeedFailed(this ILogger log, Exception exception, string purpose);

    [LoggerMessage(5002, LogLevel.Warning, "Webhook {Webhook}: message {Number} of draft {Draft} was given up after {Attempts} attempts; it is among the dead letters.")]
    public static partial void MessageGivenUp(this ILogger log, string webhook, DraftId draft, int number, int attempts);
}
