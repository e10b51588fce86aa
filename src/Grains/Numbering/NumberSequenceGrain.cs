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
    private BatchQueue<RegistrationRequest, RegistrationAnswer> Commits => field ??= new(settings.Value.BatchLimit, Commit, metrics.Queued);

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

    private async Task<ImmutableArray<RegistrationAnswer>> Commit(ImmutableArray<RegistrationRequest> batch, IEnumerable<ActivityContext> callers)
    {
        try
        {
            using var activity = Activities.StartRegistering(this.SequenceKey(), batch.Length, callers);
            return await Register(batch);
        }
        catch (StorageAwayException away)
        {
            // Those who came meanwhile would only wait as long again for the same answer.
            var others = Commits.AnswerAll(RegistrationAnswer.StorageAway);
            log.StorageAwayTooLong(away, this.SequenceKey(), batch.Length + others);
            return [.. batch.Select(_ => RegistrationAnswer.StorageAway)];
        }
        catch (Exception surprise)
        {
            log.RegistrationFailed(surprise, this.SequenceKey(), batch.Length);
            return [.. batch.Select(_ => RegistrationAnswer.Failed)];
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
}
