using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Numbering;

/// <summary>Gathers registrations and commits them many at a time. It keeps no number in memory: the sequence's row is the truth.</summary>
[Reentrant]
internal sealed class NumberSequenceGrain(
    IJournal journal,
    NumberSequence sequence,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    NumberingMetrics metrics,
    ILogger<NumberSequenceGrain> log) : Grain, INumberSequenceGrain
{
    /// <summary>Fewer than these wait for the batch in hand rather than cost the disk a turn of its own.</summary>
    private const int WorthACommit = 8;

    private readonly Queue<Waiting> queue = new();
    private int batchesInHand;
    private int membersInHand;

    public Task<RegistrationAnswer> Register(RegistrationRequest request)
    {
        if (queue.Count >= settings.Value.QueueLimit)
            return Task.FromResult(RegistrationAnswer.StorageAway);

        var waiting = new Waiting(request, Activities.CurrentContext(), clock.GetTimestamp());
        queue.Enqueue(waiting);
        metrics.Queued(1);
        CommitWhatWaits();
        return waiting.Answer.Task;
    }

    private void CommitWhatWaits()
    {
        while (IsTimeForABatch())
            _ = CommitAndGoOn(Gather(settings.Value.BatchLimit));
    }

    /// <summary>
    /// The next batch goes on its way while one is still being committed, so that the database need not wait for it; but only when enough
    /// have gathered to be worth a commit of their own.
    /// </summary>
    private bool IsTimeForABatch() => batchesInHand switch
    {
        0 => queue.Count > 0,
        1 => queue.Count >= WorthACommit && queue.Count >= membersInHand / 2,
        _ => false,
    };

    private async Task CommitAndGoOn(ImmutableArray<Waiting> batch)
    {
        batchesInHand++;
        membersInHand += batch.Length;
        try
        {
            await Commit(batch);
        }
        finally
        {
            batchesInHand--;
            membersInHand -= batch.Length;
            CommitWhatWaits();
        }
    }

    private ImmutableArray<Waiting> Gather(int most)
    {
        var batch = ImmutableArray.CreateBuilder<Waiting>(Math.Min(most, queue.Count));
        while (batch.Count < most && queue.TryDequeue(out var waiting))
            batch.Add(waiting);
        metrics.Queued(-batch.Count);
        return batch.DrainToImmutable();
    }

    private async Task Commit(ImmutableArray<Waiting> batch)
    {
        try
        {
            using var activity = Activities.StartCommit(this.SequenceKey(), batch.Length, batch.Select(waiting => waiting.Caller));
            var answers = await Register([.. batch.Select(waiting => waiting.Request)]);
            for (var i = 0; i < batch.Length; i++)
            {
                if (answers[i].End == RegistrationEnd.Registered)
                    metrics.Allocated(clock.GetElapsedTime(batch[i].Since));
                batch[i].Answer.SetResult(answers[i]);
            }
        }
        catch (StorageAwayException away)
        {
            // Those who came meanwhile would only wait as long again for the same answer.
            var all = batch.AddRange(Gather(int.MaxValue));
            log.StorageAwayTooLong(away, this.SequenceKey(), all.Length);
            foreach (var waiting in all)
                waiting.Answer.SetResult(RegistrationAnswer.StorageAway);
        }
        catch (Exception surprise)
        {
            log.RegistrationFailed(surprise, this.SequenceKey(), batch.Length);
            foreach (var waiting in batch)
                waiting.Answer.TrySetResult(RegistrationAnswer.Failed);
        }
    }

    private async Task<ImmutableArray<RegistrationAnswer>> Register(ImmutableArray<RegistrationRequest> batch)
    {
        var started = clock.GetTimestamp();
        var answers = await LostAnswers.CommitOrLearnWhatHappened(
            () => journal.Register(this.SequenceKey(), batch, sequence.Number, CancellationToken.None),
            settings.Value.StorageAwayLimit, clock, metrics.StorageAway);
        metrics.Committed(batch.Length, answers.Count(answer => answer.End == RegistrationEnd.Registered), clock.GetElapsedTime(started));
        return answers;
    }

    private sealed record Waiting(RegistrationRequest Request, ActivityContext Caller, long Since)
    {
        public TaskCompletionSource<RegistrationAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
