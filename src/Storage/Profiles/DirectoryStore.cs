using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Profiles;

/// <summary>Profiles and the directory. What is the same text for both databases is here; how a batch is published is the database's.</summary>
internal sealed class DirectoryStore(IDatabase database, IDirectoryPublishing publishing, JournalSignal signal) : IDirectoryStore
{
    private const string LastRevision = "select coalesce(max(last_serial), 0) from sequences where key = 'directory'";

    private const string Note = """
        insert into directory_acknowledgements (authority, revision, at, actor) values (@authority, @revision, @at, @actor)
        on conflict (authority, revision) do nothing
        """;

    public Task<IReadOnlyList<JournalLine>> Read(ProfileId profile, CancellationToken cancellation) => database.ReadLines(profile.Value, cancellation);

    public async Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation)
    {
        var answers = await publishing.Publish(batch, publish, cancellation);
        signal.Committed();
        return answers;
    }

    public Task<ImmutableArray<ProfileId>> Due(DateTimeOffset now, int most, CancellationToken cancellation) => database.Query<ImmutableArray<ProfileId>>(
        async connection => [.. await connection.List<ProfileId>("select id from profiles where due_at <= @now order by due_at limit @most", new { now, most }, cancellation)],
        cancellation);

    public Task<long> Acknowledge(AuthorityCode authority, long revision, DateTimeOffset at, byte[] actor, CancellationToken cancellation) => database.Run(
        async (connection, cancellation) =>
        {
            var last = await connection.One<long>(LastRevision, null, cancellation);
            if (revision <= last)
                await connection.Execute(Note, new { authority, revision, at, actor }, cancellation);
            return last;
        },
        cancellation);
}

/// <summary>One transaction that publishes a batch, as <see cref="IDirectoryStore.Publish"/> promises.</summary>
internal interface IDirectoryPublishing
{
    Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation);
}
