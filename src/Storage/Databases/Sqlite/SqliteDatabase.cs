using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>One file in the data folder, written by one thread of one program.</summary>
internal sealed class SqliteDatabase(
    DataFolder folder,
    IOptions<StorageSettings> settings,
    IEnumerable<SchemaScript> added,
    WriteReadiness readiness,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<SqliteDatabase> log,
    SqliteLogMetrics? logMetrics = null) : IDatabase
{
    private readonly SqliteConnections connections = new(folder.Database, settings.Value);
    private FolderLock? folderLock;
    private Checkpointer? checkpointer;
    private SqliteWriter? writer;

    /// <summary>While one is being committed, another waits at the writer for its turn, and all who come meanwhile come aboard.</summary>
    public int BatchesAtOnce => 2;

    public async Task<IReadOnlyList<string>> Start(CancellationToken cancellation)
    {
        folder.Create();
        folderLock = FolderLock.Take(folder);
        if (!File.Exists(folder.Database))
            DataFolder.Open(folder.Database, FileShare.ReadWrite).Dispose(); // SQLite would let others read it, and its log with it
        IReadOnlyList<string> applied;
        using (var connection = connections.OpenWriter())
        {
            await connection.ExecuteAsync(
                "create table if not exists schema_scripts (name text not null primary key, hash text not null, applied_at integer not null) strict");
            applied = await SchemaUpgrade.Apply(connection, [.. SchemaScript.Embedded("sqlite"), .. added], clock.GetUtcNow());
        }
        checkpointer = new Checkpointer(connections.OpenWriter, settings.Value.SqliteLogRest, logMetrics, log);
        writer = new SqliteWriter(() => new WriterSession(connections.OpenWriter(), checkpointer, settings.Value.LockTimeout), readiness, log);
        return applied;
    }

    public Task<T> Write<T>(Func<WriterSession, T> work, CancellationToken cancellation) =>
        (writer ?? throw new InvalidOperationException("The database has not been started.")).Write(work, cancellation);

    /// <summary>How the file is read.</summary>
    public string ConnectionString => connections.Reading;

    /// <summary>A connection that can only read, to be kept or disposed of.</summary>
    public SqliteConnection OpenReader() => connections.OpenReader();

    public Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) => Write(
        session =>
        {
            var task = work(session.Lend(), cancellation);
            return task.IsCompleted
                ? task.GetAwaiter().GetResult()
                : throw new InvalidOperationException("Work on the writer's thread must complete synchronously.");
        },
        cancellation);

    public async Task<T> Query<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation)
    {
        try
        {
            await using var connection = connections.LendReader();
            return await query(connection);
        }
        catch (SqliteException failure) when (failure.IsStorageUnavailable())
        {
            throw failure.AsStorageUnavailable();
        }
    }

    public ValueTask<DbConnection> Open(CancellationToken cancellation)
    {
        try
        {
            return ValueTask.FromResult(connections.LendReader());
        }
        catch (SqliteException failure) when (failure.IsStorageUnavailable())
        {
            return ValueTask.FromException<DbConnection>(failure.AsStorageUnavailable());
        }
    }

    public bool IsAway(Exception failure) => failure is SqliteException && failure.IsStorageUnavailable();

    public ValueTask DisposeAsync()
    {
        // The container holds the database under several names and disposes of it for each.
        connections.Close();
        if (Interlocked.Exchange(ref writer, null) is { } working)
        {
            working.Dispose();
            Interlocked.Exchange(ref checkpointer, null)?.Dispose();
            connections.Close(); // those that were in use
            CarryLogIntoFile();
        }
        else
            TakeAwayEmptyLog();
        folderLock?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Where no program works on the file, a log lies beside it that only reading has made, and that only who can write takes away.</summary>
    private void TakeAwayEmptyLog()
    {
        if (new FileInfo($"{folder.Database}-wal") is not { Exists: true, Length: 0 })
            return;
        try
        {
            using var last = connections.OpenWriter();
        }
        catch (SqliteException)
        {
            // Whoever may not write leaves it.
        }
    }

    /// <summary>
    /// Whoever copies the file after a stop copies the whole store. SQLite does this by itself when the last connection closes, but not if that
    /// one can only read; so it comes after all readers of ours.
    /// </summary>
    private void CarryLogIntoFile()
    {
        try
        {
            using var last = connections.OpenWriter();
            if (Checkpointer.Empty(last) is { } reason)
                StorageLog.SqliteCheckpointFailed(log, null, reason);
        }
        catch (SqliteException failure)
        {
            StorageLog.SqliteCheckpointFailed(log, failure, failure.Message);
        }
    }
}
