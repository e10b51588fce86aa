using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>What the sequences measure: registrations, how long each waited for its number, batches and their commits, times the storage was away.</summary>
internal sealed class NumberingMetrics
{
    private readonly Counter<long> registrations;
    private readonly Histogram<double> allocationTime;
    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> commitTime;
    private readonly UpDownCounter<int> queueLength;
    private readonly Counter<long> storageAway;

    public NumberingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Activities.SourceName);
        registrations = meter.CreateCounter<long>("rms.registrations", "{registration}", "Numbers given.");
        allocationTime = meter.CreateHistogram(
            "rms.registration.allocation_time", "s", "From asking for a number to its commit, the wait for a batch included.", advice: Buckets.ShortTimes);
        batchSize = meter.CreateHistogram("rms.registration.batch_size", "{registration}", "Registrations that one commit took.", advice: Buckets.Batches);
        commitTime = meter.CreateHistogram("rms.registration.commit_time", "s", "From handing in a batch to its commit.", advice: Buckets.ShortTimes);
        queueLength = meter.CreateUpDownCounter<int>("rms.registration.queue_length", "{registration}", "Registrations that wait for the next commit.");
        storageAway = meter.CreateCounter<long>("rms.storage.away", "{attempt}", "Attempts to commit that the storage did not answer; each but the last is tried again.");
    }

    public void Queued(int change) => queueLength.Add(change);

    public void Committed(int batch, int registered, TimeSpan took)
    {
        registrations.Add(registered);
        batchSize.Record(batch);
        commitTime.Record(took.TotalSeconds);
    }

    public void Allocated(TimeSpan took) => allocationTime.Record(took.TotalSeconds);

    public void StorageAway() => storageAway.Add(1);
}
