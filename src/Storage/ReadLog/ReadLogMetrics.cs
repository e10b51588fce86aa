using System.Diagnostics.Metrics;

namespace RmsOrleans.Storage.ReadLog;

/// <summary>How many readings were noted.</summary>
internal sealed class ReadLogMetrics(IMeterFactory meters)
{
    private readonly Counter<long> noted =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.read_log.notes", "{note}", "Readings of content that were noted.");

    public void Noted(int count) => noted.Add(count);
}
