using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Gathers changes of profiles and commits them many at a time. It keeps no revision in memory: the sequences' rows are the truth.</summary>
[Reentrant]
internal sealed class DirectoryGrain(
    IDirectoryStore store,
    Publication publication,
    BatchCommits commits,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : Grain, IDirectoryGrain
{
    private RegistrationQueue<DirectoryChange, DirectoryAnswer> Changes => field ??= new(
        batch => commits.Commit(
            SequenceKey.Directory, batch, members => store.Publish(members(), publication.Publish, CancellationToken.None)),
        callsAtOnce: 1, settings.Value, metrics: null, clock);

    public Task<DirectoryAnswer> Publish(DirectoryChange change) => Changes.Register(change);
}
