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
    private BatchQueue<RegistrationRequest, RegistrationAnswer> Commits =>
        field ??= new(settings.Value.BatchLimit, journal.BatchesAtOnce, Commit, metrics.Queued);

    public async Task<RegistrationAnswer> Register(RegistrationRequest request)
    {
        if (Commits.Length >= settings.Value.QueueLimit)
            return RegistrationAnswer.StorageAway;

        var asked = clock.GetTimestamp();
        var answer = await Commits.Add(request);
        if (answer.End == RegistrationEnd.Registered)
            metrics.Allocated(clock.GetElapsedTime(asked));
        return answer;
    }

    private async Task<ImmutableArray<RegistrationAnswer>> Commit(IBatch<RegistrationRequest> batch)
    {
        try
        {
            return await Register(batch);
        }
        catch (StorageAwayException away)
        {
            Activity.Current = batch.Lead;
            // Those who came meanwhile would only wait as long again for the same answer.
            var others = Commits.AnswerAll(RegistrationAnswer.StorageAway);
            log.StorageAwayTooLong(away, this.SequenceKey(), batch.Members.Length + others);
            return [.. batch.Members.Select(_ => RegistrationAnswer.StorageAway)];
        }
        catch (Exception surprise)
        {
            Activity.Current = batch.Lead;
            log.RegistrationFailed(surprise, this.SequenceKey(), batch.Members.Length);
            return [.. batch.Members.Select(_ => RegistrationAnswer.Failed)];
        }
    }

    private async Task<ImmutableArray<RegistrationAnswer>> Register(IBatch<RegistrationRequest> batch)
    {
        using var commit = new BatchCommit(this.SequenceKey(), batch, clock);
        var answers = await LostAnswers.CommitOrLearnWhatHappened(
            () => journal.Register(this.SequenceKey(), commit.Begin, sequence.Number, CancellationToken.None),
            settings.Value.StorageAwayLimit, clock, metrics.StorageAway);
        if (!answers.IsEmpty)
            metrics.Committed(answers.Length, answers.Count(answer => answer.End == RegistrationEnd.Registered), commit.Took);
        return answers;
    }

    /// <summary>From when the storage begins with a batch until it has answered.</summary>
    private sealed class BatchCommit(SequenceKey sequence, IBatch<RegistrationRequest> batch, TimeProvider clock) : IDisposable
    {
        private long? begun;
        private Activity? span;

        public TimeSpan Took => begun is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;

        public ImmutableArray<RegistrationRequest> Begin()
        {
            begun ??= clock.GetTimestamp();
            Activity.Current = batch.Lead;
            span ??= Activities.StartRegistering(sequence, batch.Members.Length, batch.Callers);
            return batch.Members;
        }

        public void Dispose() => span?.Dispose();
    }
}
