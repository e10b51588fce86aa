using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>The one connection that writes, with the statements prepared on it. Only the writer's thread touches it.</summary>
internal sealed class WriterSession(SqliteConnection connection, Checkpointer checkpointer) : IDisposable
{
    private readonly Statement begin = new(connection, "begin immediate");
    private readonly Statement commit = new(connection, "commit");
    private readonly Statement rollback = new(connection, "rollback");
    private readonly Statement savepoint = new(connection, "savepoint work");
    private readonly Statement release = new(connection, "release work");
    private readonly Statement rollbackTo = new(connection, "rollback to work");
    private readonly Statement beginLogAnew = new(connection, "pragma wal_checkpoint(restart)");

    private readonly Dictionary<Type, IDisposable> prepared = [];

    public SqliteConnection Connection => connection;

    /// <summary>The statements of one kind, prepared when they are first asked for.</summary>
    public T Prepared<T>(Func<SqliteConnection, T> prepare) where T : class, IDisposable
    {
        if (!prepared.TryGetValue(typeof(T), out var known))
            prepared.Add(typeof(T), known = prepare(connection));
        return (T)known;
    }

    public void Begin()
    {
        if (checkpointer.LogIsLong)
        {
            beginLogAnew.TryRead(_ => true, out _);
            checkpointer.LogIsShort();
        }
        begin.Run();
    }

    /// <returns>How many pages were written.</returns>
    public int Commit()
    {
        commit.Run();
        var pages = TakePagesWritten();
        checkpointer.Committed(pages);
        return pages;
    }

    /// <summary>SQLite has already rolled back by itself after some failures.</summary>
    public void Rollback()
    {
        TakePagesWritten();
        if (sqlite3_get_autocommit(connection.Handle) == 0)
            rollback.Run();
    }

    /// <summary>Does all of the work or, if it throws, nothing of it; works may stand inside each other.</summary>
    public T Attempt<T>(Func<T> work)
    {
        savepoint.Run();
        try
        {
            var result = work();
            release.Run();
            return result;
        }
        catch (Exception failure) when (!failure.IsStorageUnavailable())
        {
            rollbackTo.Run();
            release.Run();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[begin, commit, rollback, savepoint, release, rollbackTo, beginLogAnew])
            statement.Dispose();
        foreach (var statements in prepared.Values)
            statements.Dispose();
        connection.Dispose();
    }

    /// <summary>Those of the present transaction; the next is counted from nought.</summary>
    private int TakePagesWritten()
    {
        sqlite3_db_status(connection.Handle, SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }
}
