using System.Collections.Immutable;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Numbering;

/// <summary>
/// What one silo has to register in one sequence. All that comes while a call of the sequence's grain is under way goes with the next call, so
/// that messages and hops are paid once for many. While the grain cannot be reached, the silo commits by itself: the database is the fence.
/// </summary>
internal sealed class SequenceCalls
{
    private readonly SequenceKey sequence;
    private readonly SequenceReach reach;
    private readonly SequenceCommits commits;
    private readonly NumberingMetrics metrics;
    private readonly TimeProvider clock;
    private readonly int mostWaiting;
    private readonly BatchQueue<RegistrationRequest, RegistrationAnswer> waiting;

    public SequenceCalls(
        SequenceKey sequence,
        SequenceReach reach,
        SequenceCommits commits,
        int callsAtOnce,
        NumberingSettings settings,
        NumberingMetrics metrics,
        TimeProvider clock)
    {
        (this.sequence, this.reach, this.commits, this.metrics, this.clock) = (sequence, reach, commits, metrics, clock);
        mostWaiting = settings.QueueLimit;
        waiting = new(settings.BatchLimit, callsAtOnce, Register, metrics.Queued);
    }

    public async Task<RegistrationAnswer> Register(RegistrationRequest request)
    {
        if (waiting.Length >= mostWaiting)
            return RegistrationAnswer.StorageAway with { Write = FailedWrite.TurnedAway(TimeSpan.Zero) };

        var asked = clock.GetTimestamp();
        var answer = await waiting.Add(request);
        var waited = clock.GetElapsedTime(asked);
        if (answer.End == RegistrationEnd.StorageAway)
            return answer with { Write = answer.Write?.After(waited) ?? FailedWrite.TurnedAway(waited) };
        if (answer.End == RegistrationEnd.Registered)
            metrics.Allocated(waited);
        return answer;
    }

    private async Task<ImmutableArray<RegistrationAnswer>> Register(IBatch<RegistrationRequest> batch)
    {
        var answers = await reach.Register(new RegistrationBatch(batch)) ?? await commits.Commit(sequence, batch);

        // Those who came meanwhile would only wait as long again for the same answer.
        if (answers is [{ End: RegistrationEnd.StorageAway }, ..])
            waiting.AnswerAll(RegistrationAnswer.StorageAway);
        return answers;
    }
}
