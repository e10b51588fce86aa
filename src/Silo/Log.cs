namespace RmsOrleans.Silo;

/// <summary>Log events of the program, with stable ids.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "First start: a sample of {Count} authorities was loaded. Import the full classifier with POST /api/v1/authorities/import.")]
    public static partial void SampleLoaded(this ILogger log, int count);

    [LoggerMessage(3002, LogLevel.Warning, "The register of authorities could not be refreshed; this node goes on with the one it has.")]
    public static partial void AuthoritiesNotRefreshed(this ILogger log, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "The production calendar could not be refreshed; this node goes on with the one it has.")]
    public static partial void CalendarNotRefreshed(this ILogger log, Exception exception);

    [LoggerMessage(3004, LogLevel.Warning, "Not every authority could be asked to watch its deadlines; this is tried again.")]
    public static partial void DeadlinesNotWatched(this ILogger log, Exception exception);

    [LoggerMessage(3005, LogLevel.Warning, "The measurement {What} could not be taken; its metrics show the last one.")]
    public static partial void NotMeasured(this ILogger log, Exception exception, string what);

    [LoggerMessage(3006, LogLevel.Warning, "The classifiers could not be refreshed; this node goes on with those it has.")]
    public static partial void ClassifiersNotRefreshed(this ILogger log, Exception exception);

    [LoggerMessage(3007, LogLevel.Critical, "The certificate of sequence {Sequence} is not whole: {Missing} serials are missing, {Repeated} repeated; the first broken link is {Broken}.")]
    public static partial void CertificateNotWhole(this ILogger log, string sequence, long missing, long repeated, long? broken);

    [LoggerMessage(3008, LogLevel.Warning, "The certificates could not be looked through to the end; the next round begins anew.")]
    public static partial void CertificatesNotChecked(this ILogger log, Exception exception);

    [LoggerMessage(3009, LogLevel.Warning, "The watch over the days of profiles could not be armed; this is tried again.")]
    public static partial void ProfilesNotWatched(this ILogger log, Exception exception);

    [LoggerMessage(3010, LogLevel.Warning, "The dashboard of the cluster does not measure on this node; it shows less than it could.")]
    public static partial void DashboardDoesNotMeasure(this ILogger log, Exception exception);

    [LoggerMessage(3011, LogLevel.Warning, "The profiles in force could not be refreshed; checks of this node go by those it has.")]
    public static partial void ProfilesNotRefreshed(this ILogger log, Exception exception);

    [LoggerMessage(3012, LogLevel.Warning, "The watch over the efficiency of profiles could not be armed; this is tried again.")]
    public static partial void EfficiencyNotWatched(this ILogger log, Exception exception);

    [LoggerMessage(1562, LogLevel.Warning, "The watch that writes the summaries of the duty service could not be armed; this is tried again.")]
    public static partial void DutyNotWatched(this ILogger log, Exception exception);

    [LoggerMessage(1582, LogLevel.Warning, "The watch over prices could not be armed; this is tried again.")]
    public static partial void PricesNotWatched(this ILogger log, Exception exception);

    [LoggerMessage(3013, LogLevel.Warning, "The registers could not be refreshed; this node goes on with those it has.")]
    public static partial void KindsNotRefreshed(this ILogger log, Exception exception);
}
