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
internal sealed class DirectoryGrain : Grain, IDirectoryGrain
{
    private readonly IDirectoryStore store;
    private readonly Publication publication;
    private readonly IOptions<NumberingSettings> settings;
    private readonly TimeProvider clock;
    private readonly NumberingMetrics metrics;
    private readonly ILogger<DirectoryGrain> log;
    private readonly BatchQueue<DirectoryChange, DirectoryAnswer> commits;

    public DirectoryGrain(
        IDirectoryStore store,
        Publication publication,
        IOptions<NumberingSettings> settings,
        [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
        NumberingMetrics metrics,
        ILogger<DirectoryGrain> log)
    {
        (this.store, this.publication, this.settings, this.clock, this.metrics, this.log) = (store, publication, settings, clock, metrics, log);
        commits = new(settings.Value.BatchLimit, Commit);
    }

    public Task<DirectoryAnswer> Publish(DirectoryChange change) =>
        commits.Length < settings.Value.QueueLimit ? commits.Add(change) : Task.FromResult(DirectoryAnswer.StorageAway);

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
            var others = commits.AnswerAll(DirectoryAnswer.StorageAway);
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
