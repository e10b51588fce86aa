using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Kernel;

/// <summary>Spans of this program. They carry ids, counts and reasons, never content or a person's name.</summary>
public static class Activities
{
    public const string SourceName = "RmsOrleans";

    internal static readonly ActivitySource Source = new(SourceName);

    /// <summary>A submission is decided outside of grains, so no call of a grain gives it a span.</summary>
    internal static Activity? StartSubmitting() => Activity.Current is { Recorded: true } ? Source.StartActivity("submit") : null;

    /// <summary>Of a registration that another silo sent with others in one call.</summary>
    internal static Activity? StartReceiving(string trace) =>
        Source.StartActivity("receive registration", ActivityKind.Internal, ActivityContext.Parse(trace, null));

    internal static Activity? StartRegistering(string sequence, int batchSize, IEnumerable<ActivityContext> callers) =>
        StartCommit("register batch", batchSize, callers)?.SetTag("rms.sequence", sequence);

    internal static Activity? StartAppending(int batchSize, IEnumerable<ActivityContext> callers) => StartCommit("append batch", batchSize, callers);

    /// <summary>A transaction of SQLite's writer.</summary>
    internal static Activity? StartWriting(int works, IEnumerable<ActivityContext> callers) =>
        StartCommit("sqlite commit", works, callers)?.SetTag("db.system.name", "sqlite");

    /// <summary>How a command ended that was not done; only what is not the caller's doing makes the span one of an error.</summary>
    public static void EndsWith(this Activity span, RefusalReason reason)
    {
        var isFailure = reason is RefusalReason.StorageUnavailable or RefusalReason.Contended;
        span.SetTag(CommandTags.Outcome, isFailure ? "failed" : "refused").SetTag(CommandTags.Reason, reason.ToString());
        if (isFailure)
            span.SetStatus(ActivityStatusCode.Error);
    }

    internal static void Fails(this Activity span, Exception failure) =>
        span.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    /// <summary>One commit serves many callers: the span stands in the first trace that is recorded, and is linked to all that are.</summary>
    private static Activity? StartCommit(string name, int batchSize, IEnumerable<ActivityContext> callers)
    {
        if (!Source.HasListeners())
            return null;

        var recorded = callers.Where(caller => caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)).ToArray();
        return recorded.Length == 0
            ? null
            : Source.StartActivity(name, ActivityKind.Internal, recorded[0], links: recorded.Select(caller => new ActivityLink(caller)))
                ?.SetTag("rms.batch_size", batchSize);
    }
}

/// <summary>Bounds of histograms. The SDK's own are made for milliseconds: times in seconds would all fall into its first two.</summary>
internal static class Buckets
{
    /// <summary>Seconds, of what a caller waits for.</summary>
    public static readonly InstrumentAdvice<double> ShortTimes = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Seconds, of what is looked at each minute.</summary>
    public static readonly InstrumentAdvice<double> LongTimes = new()
    {
        HistogramBucketBoundaries = [1, 15, 30, 60, 120, 180, 300, 900, 3600, 21600, 86400],
    };

    public static readonly InstrumentAdvice<int> Batches = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };
}
