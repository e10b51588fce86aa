using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Gathers changes of profiles and commits them many at a time. It keeps no revision in memory: the sequences' rows are the truth.</summary>
[Reentrant]
internal sealed class DirectoryGrain(
    IDirectoryStore store,
    Publication publication,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    NumberingMetrics metrics,
    ILogger<DirectoryGrain> log) : Grain, IDirectoryGrain
{
    private BatchQueue<DirectoryChange, DirectoryAnswer> Commits => field ??= new(settings.Value.BatchLimit, Commit);

    public async Task<DirectoryAnswer> Publish(DirectoryChange change)
    {
        if (Commits.Length >= settings.Value.QueueLimit)
            return DirectoryAnswer.StorageUnavailable with { Write = FailedWrite.TurnedAway(TimeSpan.Zero) };

        var asked = clock.GetTimestamp();
        var answer = await Commits.Add(change);
        return answer.End == RegistrationEnd.StorageUnavailable
            ? answer with { Write = answer.Write?.After(clock.GetElapsedTime(asked)) ?? FailedWrite.TurnedAway(clock.GetElapsedTime(asked)) }
            : answer;
    }

    private async Task<ImmutableArray<DirectoryAnswer>> Commit(ImmutableArray<DirectoryChange> batch, IEnumerable<ActivityContext> callers)
    {
        var begun = clock.GetTimestamp();
        using var span = Activities.StartRegistering(SequenceKey.Directory.Value, batch.Length, callers);
        try
        {
            return await LostAnswers.CommitOrLearnWhatHappened(
                () => store.Publish(batch, publication.Publish, CancellationToken.None), settings.Value.StorageAwayLimit, clock,
                metrics.StorageAway);
        }
        catch (StorageUnavailableException away)
        {
            span?.Fails(away);
            var others = Commits.AnswerAll(DirectoryAnswer.StorageUnavailable);
            log.StorageUnavailableTooLong(away, SequenceKey.Directory, batch.Length + others);
            var answer = DirectoryAnswer.StorageUnavailable with { Write = new FailedWrite(TimeSpan.Zero, clock.GetElapsedTime(begun), away.Write?.Cause) };
            return [.. batch.Select(_ => answer)];
        }
        catch (Exception surprise)
        {
            span?.Fails(surprise);
            log.RegistrationFailed(surprise, SequenceKey.Directory, batch.Length);
            return [.. batch.Select(_ => DirectoryAnswer.Failed)];
        }
    }
}
