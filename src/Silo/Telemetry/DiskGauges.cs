using System.Diagnostics.Metrics;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>The disk under the data folder. That of a PostgreSQL server is not seen from here.</summary>
internal sealed class DiskGauges : IMeasurement
{
    private readonly DataFolder folder;
    private volatile DriveInfo? disk;

    public DiskGauges(IMeterFactory meters, DataFolder folder)
    {
        this.folder = folder;
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.disk.free", () => Each(disk => disk.AvailableFreeSpace), "By", "What this program can still write to the disk of its data folder.");
        meter.CreateObservableGauge("rms.disk.size", () => Each(disk => disk.TotalSize), "By", "The size of that disk.");
    }

    public string What => "disk";

    /// <summary>On PostgreSQL there may be no such folder.</summary>
    public Task Measure(CancellationToken cancellation)
    {
        disk = Directory.Exists(folder.Path) ? new DriveInfo(folder.Path) : null;
        return Task.CompletedTask;
    }

    private IEnumerable<Measurement<long>> Each(Func<DriveInfo, long> value) => disk is { } present ? [new(value(present))] : [];
}
