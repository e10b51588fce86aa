using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>
/// Where profiles and the directory are kept; <c>docs/storage.md</c> says what it promises. Throws <see cref="StorageUnavailableException"/> as the
/// journal does: the same call may then be made again.
/// </summary>
internal interface IDirectoryStore
{
    /// <summary>All lines of a profile in order; none if there is no such profile.</summary>
    Task<IReadOnlyList<JournalLine>> Read(ProfileId profile, CancellationToken cancellation);

    /// <summary>
    /// Publishes many changes in one transaction. Under the locks of both sequences, <paramref name="publish"/> is handed the sequences as they
    /// stand, the members that have not moved on, and the time; what it returns is written as it is.
    /// </summary>
    /// <returns>One answer for each member of the batch, in its order.</returns>
    Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation);

    /// <summary>The profiles that change by themselves by now, those first that are due longest.</summary>
    Task<ImmutableArray<ProfileId>> Due(DateTimeOffset now, int most, CancellationToken cancellation);

    /// <summary>Notes once for each authority and revision that it has loaded the directory so far.</summary>
    /// <returns>The directory's last revision; nothing is noted of a later one.</returns>
    Task<long> Acknowledge(AuthorityCode authority, long revision, DateTimeOffset at, byte[] actor, CancellationToken cancellation);
}
