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
    private readonly Queue<Waiting> queue = new();
    private bool isCommitting;

    public Task<RegistrationAnswer> Register(RegistrationRequest request)
    {
        if (queue.Count >= settings.Value.QueueLimit)
            return Task.FromResult(RegistrationAnswer.StorageAway);

        var waiting = new Waiting(request, Activities.CurrentContext(), clock.GetTimestamp());
        queue.Enqueue(waiting);
        metrics.Queued(1);
        _ = CommitWhatWaits();
        return waiting.Answer.Task;
    }

    /// <summary>One batch at a time: those who come meanwhile gather for the next, and share its commit.</summary>
    private async Task CommitWhatWaits()
    {
        if (isCommitting)
            return;

        isCommitting = true;
        while (queue.Count > 0)
            await Commit(Gather(settings.Value.BatchLimit));
        isCommitting = false;
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
