using System.Diagnostics;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Grains.Telemetry;

/// <summary>Spans of this program. They carry ids, counts and reasons, never content or a person's name.</summary>
public static class Activities
{
    public const string SourceName = "RmsOrleans";

    internal static readonly ActivitySource Source = new(SourceName);

    internal static ActivityContext CurrentContext() => Activity.Current?.Context ?? default;

    /// <summary>
    /// One commit serves many callers: the span stands in the trace of the first that has one, and is linked to all that have.
    /// </summary>
    internal static Activity? StartCommit(SequenceKey sequence, int batchSize, IEnumerable<ActivityContext> callers)
    {
        if (!Source.HasListeners())
            return null;

        var traced = callers.Where(caller => caller != default).ToArray();
        var activity = Source.StartActivity(
            "register batch", ActivityKind.Internal, traced.FirstOrDefault(), links: traced.Select(caller => new ActivityLink(caller)));
        activity?.SetTag("rms.sequence", sequence.Value);
        activity?.SetTag("rms.batch_size", batchSize);
        return activity;
    }
}
