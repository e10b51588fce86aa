using Microsoft.Extensions.Logging;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Log events of drafts and their deadlines, with stable ids. None carries content or a person's name.</summary>
internal static partial class DraftLog
{
    [LoggerMessage(1003, LogLevel.Warning, "Draft {Draft} moved on {Times} times while a command was decided; the caller was turned away.")]
    public static partial void MovedOnTooOften(this ILogger log, DraftId draft, int times);

    [LoggerMessage(1010, LogLevel.Warning, "The deadline of draft {Draft} could not be checked; the watch will try again.")]
    public static partial void DeadlineNotChecked(this ILogger log, Exception exception, DraftId draft);

    [LoggerMessage(1011, LogLevel.Warning, "The authority {Authority} could not be asked to watch its deadlines; the next draft will ask again.")]
    public static partial void ReminderNotArmed(this ILogger log, Exception exception, AuthorityCode authority);
}
