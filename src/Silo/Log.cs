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

    [LoggerMessage(3005, LogLevel.Warning, "The deadlines could not be counted; the metrics show the last count.")]
    public static partial void DeadlinesNotCounted(this ILogger log, Exception exception);

    [LoggerMessage(3006, LogLevel.Warning, "The classifiers could not be refreshed; this node goes on with those it has.")]
    public static partial void ClassifiersNotRefreshed(this ILogger log, Exception exception);
}
