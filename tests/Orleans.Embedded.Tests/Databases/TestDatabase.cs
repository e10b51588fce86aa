using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Orleans.Embedded.Tests;

/// <summary>A database with the engine's tables, as a host would give it; it can be cut off, as when a node dies.</summary>
public abstract class TestDatabase : IEmbeddedDatabase, IAsyncDisposable
{
    /// <summary>From now on nothing reaches the database.</summary>
    public bool IsCut { get; set; }

    public Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        IsCut ? Task.FromException<T>(new TimeoutException("The database does not answer.")) : RunWork(work, cancellation);

    /// <summary>Another node's way to the same tables.</summary>
    public abstract TestDatabase Again();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<T> RunWork<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation);

    protected Task ApplySchema() => RunWork(async (connection, stop) =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = EmbeddedSchema.Script;
        return await command.ExecuteNonQueryAsync(stop);
    }, default);
}

/// <summary>One writer, one transaction for each work, and no work that waits: as strict as a host with a writer thread.</summary>
internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _file;
    private readonly SqliteConnection _connection;

    private SqliteTestDatabase(string file)
    {
        _file = file;
        _connection = new($"Data Source={file};Pooling=False;Default Timeout=5");
        _connection.Open();
    }

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new SqliteTestDatabase(Path.GetTempFileName());
        await database.ApplySchema();
        return database;
    }

    public override TestDatabase Again() => new SqliteTestDatabase(_file);

    protected override Task<T> RunWork<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) => Task.Run(() =>
    {
        lock (_connection)
        {
            using var transaction = _connection.BeginTransaction();
            var result = work(_connection, cancellation);
            if (!result.IsCompleted)
                throw new InvalidOperationException("The work did not complete on the writer thread.");
            transaction.Commit();
            return result.GetAwaiter().GetResult();
        }
    }, cancellation);

    public override async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        File.Delete(_file);
    }
}

/// <summary>A database of its own in the cluster.</summary>
internal sealed class PostgresTestDatabase(string connectionString) : TestDatabase
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public static async Task<TestDatabase> CreateAsync(PostgresCluster cluster)
    {
        var database = new PostgresTestDatabase((await cluster.CreateDatabase()).Owner);
        await database.ApplySchema();
        return database;
    }

    public override TestDatabase Again() => new PostgresTestDatabase(connectionString);

    protected override async Task<T> RunWork<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        return await work(connection, cancellation);
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}

internal static class DatabasesOfTheCluster
{
    /// <summary>A fresh database of this kind with the engine's tables.</summary>
    public static Task<TestDatabase> DatabaseAsync(this PostgresCluster cluster, DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => SqliteTestDatabase.CreateAsync(),
        DatabaseKind.Postgres => PostgresTestDatabase.CreateAsync(cluster),
    };
}
