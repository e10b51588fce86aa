using System.Diagnostics.Metrics;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>How the last backup ended, said once by the command that made it, or did not.</summary>
internal sealed class BackupGauges
{
    private readonly Gauge<int> result;
    private readonly Gauge<long> made;

    public BackupGauges(IMeterFactory meters)
    {
        var meter = meters.Create(Activities.SourceName);
        result = meter.CreateGauge<int>("rms.backup.result", null, "Exit code of the last backup.");
        made = meter.CreateGauge<long>("rms.backup.made", "s", "When the last backup was made, in Unix time.");
    }

    public void Made(int exitCode)
    {
        result.Record(exitCode);
        made.Record(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    public void Failed(int exitCode) => result.Record(exitCode);
}
