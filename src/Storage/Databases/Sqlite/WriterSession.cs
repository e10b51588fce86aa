using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>The one connection that writes, with the statements prepared on it. Only the writer's thread touches it.</summary>
internal sealed class WriterSession(SqliteConnection connection, Checkpointer checkpointer, TimeSpan lockTimeout) : IDisposable
{
    /// <summary>In milliseconds.</summary>
    private const int LongestWaitForReaders = 100;

    private readonly int lockTimeout = (int)lockTimeout.TotalMilliseconds;
    private readonly Statement begin = new(connection, "begin immediate");
    private readonly Statement commit = new(connection, "commit");
    private readonly Statement rollback = new(connection, "rollback");
    private readonly Statement savepoint = new(connection, "savepoint work");
    private readonly Statement release = new(connection, "release work");
    private readonly Statement rollbackTo = new(connection, "rollback to work");
    private readonly Statement beginLogAnew = new(connection, "pragma wal_checkpoint(restart)");

    private readonly Dictionary<Type, IDisposable> prepared = [];

    private readonly KeptCommands commands = new(connection);

    public SqliteConnection Connection => connection;

    /// <summary>The same for a work that is texts; those stay prepared as well.</summary>
    public LentConnection Lend() => new(commands, static () => { });

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
            BeginLogAnew();
            checkpointer.LogIsShort();
        }
        begin.Run();
    }

    /// <summary>Not waiting for readers as for a lock: all who write would wait too, and it can be tried again.</summary>
    private void BeginLogAnew()
    {
        sqlite3_busy_timeout(connection.Handle, LongestWaitForReaders);
        try
        {
            beginLogAnew.TryRead(_ => true, out _);
        }
        finally
        {
            sqlite3_busy_timeout(connection.Handle, lockTimeout);
        }
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
        commands.Dispose();
    }

    /// <summary>Those of the present transaction; the next is counted from nought.</summary>
    private int TakePagesWritten()
    {
        sqlite3_db_status(connection.Handle, SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }
}

/// <summary>
/// A statement prepared once and run many times. It speaks to SQLite's own interface: binding a registration's sixty values through
/// ADO.NET parameters took longer than writing them.
/// </summary>
internal sealed class Statement : IDisposable
{
    /// <summary>In characters; codes, states and words are no longer.</summary>
    private const int ShortText = 64;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(sqlite3_prepare_v3(database, sql, SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public Statement Bind(int index, long value)
    {
        Check(sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        Check(value is { } known ? sqlite3_bind_int64(statement, index, known) : sqlite3_bind_null(statement, index));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        if (value is not { Length: > 0 and <= ShortText })
        {
            Check(value is null ? sqlite3_bind_null(statement, index) : sqlite3_bind_text(statement, index, value));
            return this;
        }
        Span<byte> utf8 = stackalloc byte[ShortText * 3]; // a text as it is would be put into an array first
        Check(sqlite3_bind_text(statement, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(sqlite3_bind_blob(statement, index, value));
        return this;
    }

    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, DateTimeOffset? value) => Bind(index, value?.ToUnixTimeMilliseconds());

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        var code = sqlite3_step(statement);
        sqlite3_reset(statement);
        Check(code);
    }

    /// <summary>Runs a query for one row at the most.</summary>
    public bool TryRead<T>(Func<Statement, T> read, out T? row)
    {
        var code = sqlite3_step(statement);
        var found = code == SQLITE_ROW;
        row = found ? read(this) : default;
        sqlite3_reset(statement);
        Check(code);
        return found;
    }

    public long Integer(int column) => sqlite3_column_int64(statement, column);

    public string? Text(int column) => sqlite3_column_text(statement, column).utf8_to_string();

    public Guid Guid(int column) => new(sqlite3_column_blob(statement, column), bigEndian: true);

    public byte[] Blob(int column) => sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code is not (SQLITE_OK or SQLITE_DONE or SQLITE_ROW))
            throw new SqliteException(sqlite3_errmsg(database).utf8_to_string(), code & 0xFF, code);
    }
}
