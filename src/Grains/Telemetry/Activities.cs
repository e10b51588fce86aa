using System.Diagnostics;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Grains.Telemetry;

/// <summary>Spans of this program. They carry ids, counts and reasons, never content or a person's name.</summary>
public static class Activities
{
    public const string SourceName = "RmsOrleans";

    internal static readonly ActivitySource Source = new(SourceName);

    internal static Activity? StartRegistering(SequenceKey sequence, int batchSize, IEnumerable<ActivityContext> callers) =>
        StartCommit("register batch", batchSize, callers)?.SetTag("rms.sequence", sequence.Value);

    internal static Activity? StartAppending(int batchSize, IEnumerable<ActivityContext> callers) => StartCommit("append batch", batchSize, callers);

    /// <summary>
    /// One commit serves many callers: the span stands in the trace of the first whose trace is recorded, and is linked to all that have one.
    /// </summary>
    private static Activity? StartCommit(string name, int batchSize, IEnumerable<ActivityContext> callers)
    {
        if (!Source.HasListeners())
            return null;

        var traced = callers.Where(caller => caller != default).ToArray();
        if (traced.Length == 0)
            return null;

        var parent = Array.Find(traced, caller => caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
        return Source.StartActivity(
            name, ActivityKind.Internal, parent == default ? traced[0] : parent, links: traced.Select(caller => new ActivityLink(caller)))
            ?.SetTag("rms.batch_size", batchSize);
    }
}
