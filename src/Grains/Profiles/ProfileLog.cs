using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Log events of profiles, with stable ids. None carries content or a person's name.</summary>
internal static partial class ProfileLog
{
    [LoggerMessage(1101, LogLevel.Warning, "Profile {Profile} moved on {Times} times while a command was decided; the caller was turned away.")]
    public static partial void ProfileMovedOnTooOften(this ILogger log, ProfileId profile, int times);

    [LoggerMessage(1102, LogLevel.Warning, "The storage was away when the days of profiles were looked at; the next tick looks again.")]
    public static partial void ProfilesNotLookedAt(this ILogger log, Exception exception);

    [LoggerMessage(1103, LogLevel.Error, "Profile {Profile} could not be looked at; the next tick tries again.")]
    public static partial void ProfileNotChecked(this ILogger log, Exception exception, ProfileId profile);
}
