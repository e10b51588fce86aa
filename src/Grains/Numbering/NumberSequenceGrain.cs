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
internal sealed class NumberSequenceGrain : Grain, INumberSequenceGrain
{
    private readonly IJournal journal;
    private readonly NumberSequence sequence;
    private readonly NumberingSettings settings;
    private readonly TimeProvider clock;
    private readonly NumberingMetrics metrics;
    private readonly ILogger<NumberSequenceGrain> log;
    private readonly BatchQueue<RegistrationRequest, RegistrationAnswer> commits;

    public NumberSequenceGrain(
        IJournal journal,
        NumberSequence sequence,
        IOptions<NumberingSettings> settings,
        [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
        NumberingMetrics metrics,
        ILogger<NumberSequenceGrain> log)
    {
        (this.journal, this.sequence, this.settings, this.clock, this.metrics, this.log) = (journal, sequence, settings.Value, clock, metrics, log);
        commits = new(settings.Value.BatchLimit, Commit, metrics.Queued);
    }

    public async Task<RegistrationAnswer> Register(RegistrationRequest request)
    {
        if (commits.Length >= settings.QueueLimit)
            return RegistrationAnswer.StorageAway;

        var asked = clock.GetTimestamp();
        var answer = await commits.Add(request);
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
            var others = commits.AnswerAll(RegistrationAnswer.StorageAway);
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
            settings.StorageAwayLimit, clock, metrics.StorageAway);
        metrics.Committed(batch.Length, answers.Count(answer => answer.End == RegistrationEnd.Registered), clock.GetElapsedTime(started));
        return answers;
    }
}
