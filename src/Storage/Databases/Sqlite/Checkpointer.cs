using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>
/// Carries what was committed from the log into the database file, on a thread and a connection of its own, so that callers do not wait for
/// it. Under steady load the log never gets a moment without new pages in which it could begin anew; when it has grown long, the writer is
/// asked to let it.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>Pages that gather before it is worth a wait for the disk.</summary>
    private const int WorthIt = 4_000;

    /// <summary>In pages; 256 MiB.</summary>
    private const long LongLog = 16_384;

    private readonly AutoResetEvent due = new(false);
    private readonly Func<SqliteConnection> open;
    private readonly ILogger log;
    private readonly Thread thread;
    private int gathered;
    private volatile bool stopping;

    public Checkpointer(Func<SqliteConnection> open, ILogger log)
    {
        this.open = open;
        this.log = log;
        thread = new Thread(CarryUntilStopped) { Name = "SQLite checkpointer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Whether the log should begin anew before the next transaction.</summary>
    public bool LogIsLong { get; private set; }

    /// <summary>The writer has committed so many pages.</summary>
    public void Committed(int pages)
    {
        gathered += pages;
        if (gathered < WorthIt)
            return;

        gathered = 0;
        due.Set();
    }

    /// <summary>The log has begun anew.</summary>
    public void LogIsShort() => LogIsLong = false;

    public void Dispose()
    {
        stopping = true;
        due.Set();
        thread.Join();
        due.Dispose();
    }

    private void CarryUntilStopped()
    {
        SqliteConnection? connection = null;
        while (due.WaitOne() && !stopping)
        {
            try
            {
                connection ??= open();
                LogIsLong = Carry(connection) > LongLog;
            }
            catch (SqliteException failure)
            {
                StorageLog.SqliteCheckpointFailed(log, failure);
                connection?.Dispose();
                connection = null;
            }
        }
        connection?.Dispose();
    }

    /// <summary>Waits for nobody and keeps nobody waiting; gives the length of the log in pages.</summary>
    private static long Carry(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(passive)";
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetInt64(1) : 0;
    }
}
