using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>How connections to the file are opened: one that writes, and a pool of those that read.</summary>
internal sealed class SqliteConnections(string file, StorageSettings settings)
{
    public string Reading { get; } = ReadingText(file);

    private readonly SqliteReaders readers = new(() => Open(ReadingText(file)));

    public SqliteConnection OpenReader() => Open(Reading);

    /// <summary>A reader that stays open and keeps what it has prepared; to be disposed of after each use.</summary>
    public DbConnection LendReader() => readers.Lend();

    /// <summary>
    /// What stays of a log that was longer, when it begins anew; 320 MiB. It is more than the length at which it does: a log that is cut must grow
    /// again, and a commit that lengthens the file costs half as much more.
    /// </summary>
    private const int LogSizeLimit = 320 << 20;

    /// <summary>Of pages of 4, 8, 16 and 32 KB, those of 16 take the most submissions; a file that was made with others keeps them.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(Text(file, SqliteOpenMode.ReadWriteCreate, pooling: false));
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            pragma busy_timeout = {(int)settings.LockTimeout.TotalMilliseconds};
            pragma page_size = 16384;
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma wal_autocheckpoint = 0;
            pragma journal_size_limit = {LogSizeLimit};
            pragma temp_store = memory;
            pragma cache_size = -{settings.SqliteCacheMegabytes * 1024};
            """;
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Closes the readers that wait.</summary>
    public void Close()
    {
        readers.Close();
        using var any = new SqliteConnection(Reading);
        SqliteConnection.ClearPool(any);
    }

    private static SqliteConnection Open(string text)
    {
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string ReadingText(string file) => Text(file, SqliteOpenMode.ReadOnly, pooling: true);

    /// <summary>Recursive triggers belong to every connection: without them INSERT OR REPLACE slips past the append-only triggers.</summary>
    private static string Text(string file, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = pooling,
        RecursiveTriggers = true,
    }.ToString();
}

/// <summary>A database file that is only read, wherever it lies.</summary>
internal sealed class SqliteFile(string file) : IReadDatabase, IDisposable
{
    private readonly SqliteConnections connections = new(file, new StorageSettings());

    public ValueTask<DbConnection> Open(CancellationToken cancellation) => ValueTask.FromResult<DbConnection>(connections.OpenReader());

    public bool IsAway(Exception failure) => failure is SqliteException && failure.IsStorageUnavailable();

    public void Dispose() => connections.Close();
}
