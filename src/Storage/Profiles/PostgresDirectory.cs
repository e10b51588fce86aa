using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The directory on PostgreSQL.</summary>
internal sealed class PostgresDirectory(
    PostgresDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<PostgresDirectory> log) : IDirectoryPublishing
{
    public Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation) =>
        database.Write(
            () => new PostgresPublishing(database.Writing, publish, clock, log).Publish(batch, cancellation),
            isWritten: answers => answers.Any(answer => answer.End == RegistrationEnd.Registered));
}
