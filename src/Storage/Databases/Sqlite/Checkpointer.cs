using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>
/// Carries what was committed from the log into the database file, on a thread and a connection of its own, so that callers do not wait for
/// it. Under steady load the log never gets a moment without new pages in which it could begin anew; when it has grown long, the writer is
/// asked to let it. When nothing has been committed for a while, the log is emptied, so that the file by itself is the whole store.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>Pages that gather before it is worth a wait for the disk.</summary>
    private const int WorthIt = 4_000;

    /// <summary>In pages; 256 MiB. To begin anew the writer waits until all is carried: at half of it a client by itself got a sixth less done.</summary>
    private const long LongLog = 16_384;

    private const string ReadByAnother = "a reader still needs it";

    private readonly AutoResetEvent due = new(false);
    private readonly Func<SqliteConnection> open;
    private readonly TimeSpan rest;
    private readonly SqliteLogMetrics? metrics;
    private readonly ILogger log;
    private readonly Thread thread;
    private int gathered;
    private long commits;
    private long? failingSince;
    private bool isTold;
    private volatile bool stopping;

    /// <param name="rest">After so long without a commit the log is emptied.</param>
    public Checkpointer(Func<SqliteConnection> open, TimeSpan rest, SqliteLogMetrics? metrics, ILogger log)
    {
        (this.open, this.rest, this.metrics, this.log) = (open, rest, metrics, log);
        thread = new Thread(CarryUntilStopped) { Name = "SQLite checkpointer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Whether the log should begin anew before the next transaction.</summary>
    public bool LogIsLong { get; private set; }

    /// <summary>The writer has committed so many pages.</summary>
    public void Committed(int pages)
    {
        if (pages > 0)
            Interlocked.Increment(ref commits);
        gathered += pages;
        if (gathered < WorthIt)
            return;

        gathered = 0;
        due.Set();
    }

    /// <summary>The log has begun anew.</summary>
    public void LogIsShort() => LogIsLong = false;

    /// <summary>Carries everything into the file, and leaves a log without a byte. Whoever closes the file last then takes the log away.</summary>
    /// <returns>Null if it is done, else why it is not.</returns>
    public static string? Empty(SqliteConnection connection) =>
        Carry(connection, "truncate") is { IsWhole: true } ? null : ReadByAnother;

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
        var (seen, emptied) = (0L, -1L); // what a program that was killed has left is carried too
        while (true)
        {
            var isDue = due.WaitOne(rest);
            if (stopping)
                break;
            var now = Interlocked.Read(ref commits);
            var isIdle = now == seen;
            seen = now;
            if (!isDue && (!isIdle || now == emptied))
                continue;
            try
            {
                connection ??= Open();
                var state = Carry(connection, "passive");
                LogIsLong = state is { IsWhole: true, Pages: > LongLog }; // held by a reader it cannot begin anew, and the writer would wait in vain
                var reason = state.IsWhole ? null : ReadByAnother;
                if (isIdle && reason is null && (reason = Empty(connection)) is null)
                    emptied = now;
                Tell(reason, null);
            }
            catch (SqliteException failure)
            {
                Tell(failure.Message, failure);
                connection?.Dispose();
                connection = null;
            }
        }
        connection?.Dispose();
    }

    /// <summary>It waits for nobody: with the log's locks in hand it would keep the writer waiting for as long.</summary>
    private SqliteConnection Open()
    {
        var connection = open();
        connection.Execute("pragma busy_timeout = 0");
        return connection;
    }

    /// <summary>Once for each time that it does not come on. Readers are short; only one that is still there at the next attempt is worth a word.</summary>
    private void Tell(string? reason, SqliteException? failure)
    {
        var isAgain = failingSince is not null;
        failingSince = reason is null ? null : failingSince ?? Stopwatch.GetTimestamp();
        metrics?.HeldSince(failingSince);
        if (reason is null)
            isTold = false;
        else if (!isTold && (failure is not null || (isAgain && Stopwatch.GetElapsedTime(failingSince!.Value) >= rest)))
        {
            StorageLog.SqliteCheckpointFailed(log, failure, reason);
            isTold = true;
        }
    }

    /// <summary>What was carried, and what the log has then; a mode that waits does so for as long as its connection.</summary>
    private static LogState Carry(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma wal_checkpoint({mode})";
        using var row = command.ExecuteReader();
        return row.Read() ? new LogState(row.GetInt64(0) != 0, row.GetInt64(1), row.GetInt64(2)) : default;
    }

    private readonly record struct LogState(bool IsBusy, long Pages, long Carried)
    {
        public bool IsWhole => !IsBusy && Carried == Pages;
    }
}

/// <summary>The log beside SQLite's file, for whoever watches the disk.</summary>
internal sealed class SqliteLogMetrics
{
    private readonly FileInfo file;
    private long heldSince;

    public SqliteLogMetrics(IMeterFactory meters, DataFolder folder)
    {
        file = new FileInfo($"{folder.Database}-wal");
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.sqlite.log.size", Size, "By", "The log of SQLite that lies beside the database file.");
        meter.CreateObservableGauge("rms.sqlite.log.held", () => Held.TotalSeconds, "s", "For how long the log could not be carried into the file; 0 if it can.");
    }

    public TimeSpan Held => Interlocked.Read(ref heldSince) is not 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    public void HeldSince(long? timestamp) => Interlocked.Exchange(ref heldSince, timestamp ?? 0);

    private long Size()
    {
        file.Refresh();
        return file.Exists ? file.Length : 0;
    }
}
