using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Refusals by command and reason; deadlines missed, by kind, and how long after their time they were seen.</summary>
internal sealed class DraftMetrics(IMeterFactory meters)
{
    private readonly Counter<long> refusals =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.refusals", "{refusal}", "Commands that were refused.");

    private readonly Histogram<double> seenAfter = meters.Create(Activities.SourceName).CreateHistogram(
        "rms.deadlines.seen_after", "s", "From the time when a missed deadline was due to its line in the journal.", advice: Buckets.LongTimes);

    public void Missed(DeadlineMissed missed) => seenAfter.Record((missed.SeenAt - missed.DueAt).TotalSeconds, new KeyValuePair<string, object?>("rms.deadline", missed.Kind.ToString()));

    public void Refused(DraftCommand command, RefusalReason reason) =>
        refusals.Add(1, new("rms.command", command.GetType().Name), new("rms.reason", reason.ToString()));
}
