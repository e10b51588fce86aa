using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Telemetry;

/// <summary>What the sequences measure: registrations, batch size, commit time, queue length, times the storage was away.</summary>
internal sealed class NumberingMetrics
{
    private readonly Counter<long> registrations;
    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> commitTime;
    private readonly UpDownCounter<int> queueLength;
    private readonly Counter<long> storageAway;

    public NumberingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Activities.SourceName);
        registrations = meter.CreateCounter<long>("rms.registrations", "{registration}", "Numbers given.");
        batchSize = meter.CreateHistogram<int>("rms.registration.batch_size", "{registration}", "Registrations that one commit took.");
        commitTime = meter.CreateHistogram<double>("rms.registration.commit_time", "s", "From handing in a batch to its commit.");
        queueLength = meter.CreateUpDownCounter<int>("rms.registration.queue_length", "{registration}", "Registrations that wait for the next commit.");
        storageAway = meter.CreateCounter<long>("rms.storage.away", "{attempt}", "Attempts that the storage did not answer.");
    }

    public void Queued(int change) => queueLength.Add(change);

    public void Committed(int batch, int registered, TimeSpan took)
    {
        registrations.Add(registered);
        batchSize.Record(batch);
        commitTime.Record(took.TotalSeconds);
    }

    public void StorageAway() => storageAway.Add(1);
}
