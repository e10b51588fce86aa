using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Grains;

/// <summary>Log events of the grains, with stable ids. None carries content or a person's name.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "Sequence {Sequence}: the storage was away for too long; {Waiting} callers were turned away.")]
    public static partial void StorageAwayTooLong(this ILogger log, Exception exception, SequenceKey sequence, int waiting);

    [LoggerMessage(1002, LogLevel.Error, "Sequence {Sequence}: a batch of {Batch} registrations failed unexpectedly.")]
    public static partial void RegistrationFailed(this ILogger log, Exception exception, SequenceKey sequence, int batch);

    [LoggerMessage(1003, LogLevel.Warning, "Draft {Draft} moved on {Times} times while a command was decided; the caller was turned away.")]
    public static partial void MovedOnTooOften(this ILogger log, DraftId draft, int times);

    [LoggerMessage(1004, LogLevel.Warning, "{Grain} cannot be reached; this silo commits by itself until it can.")]
    public static partial void CutOff(this ILogger log, Exception? exception, string grain);

    [LoggerMessage(1005, LogLevel.Information, "{Grain} can be reached again.")]
    public static partial void Reached(this ILogger log, string grain);

    [LoggerMessage(1010, LogLevel.Warning, "The deadline of draft {Draft} could not be checked; the watch will try again.")]
    public static partial void DeadlineNotChecked(this ILogger log, Exception exception, DraftId draft);

    [LoggerMessage(1011, LogLevel.Warning, "The authority {Authority} could not be asked to watch its deadlines; the next draft will ask again.")]
    public static partial void NotWatched(this ILogger log, Exception exception, AuthorityCode authority);

    [LoggerMessage(1101, LogLevel.Warning, "Profile {Profile} moved on {Times} times while a command was decided; the caller was turned away.")]
    public static partial void ProfileMovedOnTooOften(this ILogger log, ProfileId profile, int times);

    [LoggerMessage(1102, LogLevel.Warning, "The storage was away when the days of profiles were looked at; the next tick looks again.")]
    public static partial void ProfilesNotLookedAt(this ILogger log, Exception exception);

    [LoggerMessage(1103, LogLevel.Error, "Profile {Profile} could not be looked at; the next tick tries again.")]
    public static partial void ProfileNotChecked(this ILogger log, Exception exception, ProfileId profile);
}
