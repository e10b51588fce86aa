using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// Whether a grain can be reached from this silo. When the silo that it lives on dies, calls wait for it until it is declared dead; so whoever
/// waits longer than usual asks whether it is there. A storage that is slow does not keep it from answering that.
/// </summary>
/// <param name="patience">How long an answer is waited for before it is asked; and how long it may take to say that it is there.</param>
internal sealed class GrainReach<TGrain>(TGrain grain, TimeSpan patience, ILogger log)
    where TGrain : IReachable
{
    private readonly Lock turn = new();
    private volatile bool isCutOff;
    private Task asking = Task.CompletedTask;

    /// <summary>Null if the grain cannot be reached. It may then still do what it was asked, so doing it elsewhere must be able to fail.</summary>
    public async Task<T?> Ask<T>(Func<TGrain, Task<T>> question)
        where T : struct
    {
        if (isCutOff)
        {
            AskAgain();
            return null;
        }

        var answer = question(grain);
        while (!await IsOver(answer))
        {
            if (!await IsThere())
            {
                answer.Ignore();
                CutOff(null);
                return null;
            }
        }
        try
        {
            return await answer;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            CutOff(failure);
            return null;
        }
    }

    private void CutOff(Exception? failure)
    {
        isCutOff = true;
        log.CutOff(failure, $"{grain}");
    }

    /// <summary>One question at a time, beside the work; only where there is work is it worth asking.</summary>
    private void AskAgain()
    {
        lock (turn)
        {
            if (asking.IsCompleted)
                asking = Return();
        }
    }

    private async Task Return()
    {
        if (!await IsThere())
            return;

        isCutOff = false;
        log.Reached($"{grain}");
    }

    private async Task<bool> IsThere()
    {
        try
        {
            var asked = grain.IsThere();
            if (await IsOver(asked))
                return asked.IsCompletedSuccessfully;

            asked.Ignore();
            return false;
        }
        catch (OrleansException)
        {
            return false;
        }
    }

    private async Task<bool> IsOver(Task task)
    {
        await task.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }
}

/// <summary>A grain that says whether there is still somebody to wait for.</summary>
[Alias("reachable")]
internal interface IReachable : IGrainWithStringKey
{
    /// <summary>Answers at once, also while other work is under way.</summary>
    [Alias("is-there")]
    Task IsThere();
}

/// <summary>Log events of sequences, with stable ids. None carries content or a person's name.</summary>
internal static partial class NumberingLog
{
    [LoggerMessage(1001, LogLevel.Error, "Sequence {Sequence}: the storage was away for too long; {Waiting} callers were turned away.")]
    public static partial void StorageUnavailableTooLong(this ILogger log, Exception exception, SequenceKey sequence, int waiting);

    [LoggerMessage(1002, LogLevel.Error, "Sequence {Sequence}: a batch of {Batch} registrations failed unexpectedly.")]
    public static partial void RegistrationFailed(this ILogger log, Exception exception, SequenceKey sequence, int batch);

    [LoggerMessage(1004, LogLevel.Warning, "{Grain} cannot be reached; this silo commits by itself until it can.")]
    public static partial void CutOff(this ILogger log, Exception? exception, string grain);

    [LoggerMessage(1005, LogLevel.Information, "{Grain} can be reached again.")]
    public static partial void Reached(this ILogger log, string grain);
}

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

/// <summary>Traces of registrations on their way between silos, as W3C's Trace Context writes them.</summary>
internal static class RecordedTraces
{
    /// <summary>Null if it is not recorded: then it is not worth the way.</summary>
    public static string? Write(ActivityContext caller) =>
        caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? $"00-{caller.TraceId}-{caller.SpanId}-01" : null;
}
