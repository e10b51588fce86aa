using System.Diagnostics.Metrics;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Telemetry;

/// <summary>Refusals by command and reason.</summary>
internal sealed class DraftMetrics(IMeterFactory meters)
{
    private readonly Counter<long> refusals =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.refusals", "{refusal}", "Commands that were refused.");

    public void Refused(DraftCommand command, RefusalReason reason) =>
        refusals.Add(1, new("rms.command", command.GetType().Name), new("rms.reason", reason.ToString()));
}
