using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Drafts;

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

/// <summary>The electronic directory; there is one. Changes that arrive while a commit is under way share the next one.</summary>
[Alias("directory")]
internal interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Answers when the change is committed, or when it is known that it cannot be now.</summary>
    [Alias("publish")]
    Task<DirectoryAnswer> Publish(DirectoryChange change);
}

/// <summary>The electronic directory as a grain.</summary>
internal static class DirectoryGrains
{
    private const string TheDirectory = "register/directory";

    public static IDirectoryGrain Directory(this IGrainFactory grains) => grains.GetGrain<IDirectoryGrain>(TheDirectory);
}

/// <summary>How a change ended: the profile as it stands, and with an adoption its draft; <paramref name="Write"/> is set if the storage was away.</summary>
[GenerateSerializer, Alias("directory-answer"), Immutable]
internal sealed record DirectoryAnswer(
    [property: Id(0)] RegistrationEnd End,
    [property: Id(1)] ProfileHead? Profile = null,
    [property: Id(2)] DraftHead? Draft = null,
    [property: Id(3)] FailedWrite? Write = null) : IBatchAnswer<DirectoryAnswer>
{
    public static readonly DirectoryAnswer MovedOn = Of(RegistrationEnd.MovedOn);

    public static readonly DirectoryAnswer Failed = Of(RegistrationEnd.Failed);

    public static DirectoryAnswer Of(RegistrationEnd end, FailedWrite? write = null) => new(end, Write: write);
}
