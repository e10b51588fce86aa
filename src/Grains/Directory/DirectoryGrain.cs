using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Directory;

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

    public Task<DirectoryAnswer> Publish(DirectoryChange change) =>
        Commits.Length < settings.Value.QueueLimit ? Commits.Add(change) : Task.FromResult(DirectoryAnswer.StorageAway);

    private async Task<ImmutableArray<DirectoryAnswer>> Commit(ImmutableArray<DirectoryChange> batch, IEnumerable<ActivityContext> callers)
    {
        try
        {
            using var activity = Activities.StartRegistering(SequenceKey.Directory, batch.Length, callers);
            return await LostAnswers.CommitOrLearnWhatHappened(
                () => store.Publish(batch, publication.Publish, CancellationToken.None), settings.Value.StorageAwayLimit, clock,
                metrics.StorageAway);
        }
        catch (StorageAwayException away)
        {
            var others = Commits.AnswerAll(DirectoryAnswer.StorageAway);
            log.StorageAwayTooLong(away, SequenceKey.Directory, batch.Length + others);
            return [.. batch.Select(_ => DirectoryAnswer.StorageAway)];
        }
        catch (Exception surprise)
        {
            log.RegistrationFailed(surprise, SequenceKey.Directory, batch.Length);
            return [.. batch.Select(_ => DirectoryAnswer.Failed)];
        }
    }
}
