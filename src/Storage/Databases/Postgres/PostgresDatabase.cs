using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using static RmsOrleans.Storage.Databases.Postgres.PostgresFailures;

namespace RmsOrleans.Storage.Databases.Postgres;

/// <summary>A PostgreSQL server, which several programs may share.</summary>
internal sealed class PostgresDatabase(
    IOptions<StorageSettings> settings,
    IEnumerable<SchemaScript> added,
    WriteReadiness readiness,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IDatabase
{
    /// <summary>The advisory lock of upgrades; any number that nobody else uses.</summary>
    private const long UpgradeLock = 7_216_000_001;

    private readonly PostgresConnections connections = new(settings.Value);

    public NpgsqlDataSource Writing => connections.Writing;

    public NpgsqlDataSource ByKey => connections.ByKey;

    /// <summary>More would not make it faster: batches would only become smaller.</summary>
    public int BatchesAtOnce => 1;

    public Task<IReadOnlyList<string>> Start(CancellationToken cancellation) => OrAway(async () =>
    {
        IReadOnlyList<string> applied;
        await using (var owner = await connections.OpenOwner(cancellation))
        {
            await PostgresStart.CheckServer(owner);
            try
            {
                applied = await Upgrade(owner);
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName)
            {
                await PostgresStart.CheckRights(owner); // a role that may not even read what has been applied
                throw new SchemaException("The database has not been upgraded to this version of the program yet, and this role may not do it. Run migrate with the role that owns the tables.");
            }
        }
        await using var program = await Writing.OpenConnectionAsync(cancellation);
        await PostgresStart.CheckServer(program);
        await PostgresStart.CheckRights(program);
        return applied;
    });

    public Task<T> Query<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation) => OrAway(async () =>
    {
        await using var connection = await connections.Reading.OpenConnectionAsync(cancellation);
        return await query(connection);
    });

    /// <summary>Does work that writes, so that readiness knows whether that can be done.</summary>
    /// <param name="isWritten">By the work's result, whether it has written anything.</param>
    public async Task<T> Write<T>(Func<Task<T>> work, Func<T, bool> isWritten)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var result = await OrAway(work);
            if (isWritten(result))
                readiness.Taken();
            return result;
        }
        catch (StorageUnavailableException away)
        {
            readiness.NotTaken(away.WhyNotWritten());
            away.Write ??= new FailedWrite(TimeSpan.Zero, Stopwatch.GetElapsedTime(began), away.Cause());
            throw;
        }
    }

    /// <summary>It may have found nothing to write, so it says nothing of whether that could be done.</summary>
    public Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) => Write(async () =>
    {
        await using var connection = await Writing.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(connection, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }, _ => false);

    public async ValueTask<DbConnection> Open(CancellationToken cancellation) =>
        await OrAway(async () => await connections.Reading.OpenConnectionAsync(cancellation));

    /// <summary>Where one connection was lost, those that wait in the pool are likely to be dead as well.</summary>
    public bool IsAway(Exception failure)
    {
        var isAway = failure is DbException && failure.IsStorageUnavailable();
        if (isAway)
            connections.Reading.Clear();
        return isAway;
    }

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    /// <summary>The lock goes with the connection, so of several programs that start at once one upgrades and the others find it done.</summary>
    private async Task<IReadOnlyList<string>> Upgrade(NpgsqlConnection owner)
    {
        await owner.ExecuteAsync("select pg_advisory_lock(@UpgradeLock)", new { UpgradeLock });
        if (await owner.ExecuteScalarAsync<string?>("select to_regclass('schema_scripts')::text") is null)
            await owner.ExecuteAsync("create table schema_scripts (name text primary key, hash text not null, applied_at bigint not null)");

        var applied = await SchemaUpgrade.Apply(owner, [.. SchemaScript.Embedded("postgres"), .. added], clock.GetUtcNow());
        if (settings.Value.PostgresOwner is not null)
            await GrantRights(owner);
        return applied;
    }

    private async Task GrantRights(NpgsqlConnection owner)
    {
        await using var transaction = await owner.BeginTransactionAsync();
        var role = $"\"{connections.RunTimeRole.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await owner.ExecuteAsync(SchemaScript.Read("Schema/rights.postgres.sql").Replace("run_time_role", role, StringComparison.Ordinal));
        await transaction.CommitAsync();
    }
}
