using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The directory on SQLite. The writer's thread is the lock.</summary>
internal sealed class SqliteDirectory(
    SqliteDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<SqliteDirectory> log) : IDirectoryPublishing
{
    public Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation) =>
        // On the writer's thread the rule of publication runs: only there the heads of both sequences are known.
        database.Write(session => new SqlitePublishing(session, publish, clock.GetUtcNow(), log).Publish(batch), cancellation);
}
