using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Trials;

/// <summary>How trial runs end, and how fast segments are examined.</summary>
internal sealed class TrialMetrics
{
    private readonly Counter<long> ended;
    private readonly Counter<long> undecided;
    private readonly Counter<long> items;
    private readonly Counter<long> compared;
    private readonly Histogram<double> segments;

    public TrialMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Activities.SourceName);
        ended = meter.CreateCounter<long>("rms.trials.ended", "{run}", "Trial runs that ended.");
        undecided = meter.CreateCounter<long>("rms.trials.undecided", "{declaration}", "Declarations that a pattern which cannot be run left open in a trial run.");
        items = meter.CreateCounter<long>("rms.trials.items", "{item}", "Items of declarations that trial runs examined.");
        compared = meter.CreateCounter<long>("rms.trials.compared", "{list}", "Profiles and drafts that trial runs were compared with, counted by segment.");
        segments = meter.CreateHistogram("rms.trials.segment_time", "s", "How long a segment takes to be examined, with waiting for a thread of the scanner.", advice: Buckets.ShortTimes);
    }

    public void Ended(TrialRun run)
    {
        ended.Add(1, new KeyValuePair<string, object?>(CommandTags.Outcome, OutcomeOf(run.Status)));
        if (run.Result is { Undecided: > 0 and var open })
            undecided.Add(open);
    }

    /// <param name="known">Of which it was known from earlier runs what they hit.</param>
    /// <param name="tried">Which had to be tried.</param>
    public void Compared(int known, int tried)
    {
        Count(known, "known");
        Count(tried, "tried");

        void Count(int lists, string outcome)
        {
            if (lists > 0)
                compared.Add(lists, new KeyValuePair<string, object?>(CommandTags.Outcome, outcome));
        }
    }

    public void Examined(long count, TimeSpan time)
    {
        items.Add(count);
        segments.Record(time.TotalSeconds);
    }

    public static string OutcomeOf(TrialStatus status) => status.ToString().ToLowerInvariant();
}
