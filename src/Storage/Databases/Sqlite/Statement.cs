using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>
/// A statement prepared once and run many times. It speaks to SQLite's own interface: binding a registration's sixty values through
/// ADO.NET parameters took longer than writing them.
/// </summary>
internal sealed class Statement : IDisposable
{
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
        Check(value is null ? sqlite3_bind_null(statement, index) : sqlite3_bind_text(statement, index, value));
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
