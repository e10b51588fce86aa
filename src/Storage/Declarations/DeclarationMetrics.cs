using System.Diagnostics.Metrics;

namespace RmsOrleans.Storage.Declarations;

/// <summary>What becomes of the lines of loads, counted when it is stored.</summary>
internal sealed class DeclarationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> lines = meters.Create(Activities.SourceName).CreateCounter<long>("rms.declarations.lines", "{line}", "Lines of loads of declarations, events and outcomes.");

    public void Written(LoadCounts counts)
    {
        Count(counts.Taken, "taken");
        Count(counts.Unchanged, "unchanged");
        Count(counts.Refused, "refused");
        Count(counts.Conflicts, "conflict");
        Count(counts.Stale, "stale");
    }

    private void Count(long count, string outcome)
    {
        if (count > 0)
            lines.Add(count, new KeyValuePair<string, object?>(CommandTags.Outcome, outcome));
    }
}
