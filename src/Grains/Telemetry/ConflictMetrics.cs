using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Telemetry;

/// <summary>How often something was decided on a draft or profile that had moved on meanwhile, and so was decided again.</summary>
internal sealed class ConflictMetrics(IMeterFactory meters)
{
    private readonly Counter<long> conflicts =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.conflicts", "{conflict}", "Decisions that came too late and were taken again.");

    public void DraftMovedOn() => conflicts.Add(1, new KeyValuePair<string, object?>("rms.subject", "draft"));

    public void ProfileMovedOn() => conflicts.Add(1, new KeyValuePair<string, object?>("rms.subject", "profile"));
}
