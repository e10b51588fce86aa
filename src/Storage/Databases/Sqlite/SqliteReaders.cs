using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>
/// Connections that read, and stay open with the queries that they have prepared: to prepare a list of tasks took SQLite as long as to read it. Each is
/// lent to one reader at a time, who disposes of it and so gives it back.
/// </summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open)
{
    /// <summary>More of them than can work at once would only keep memory; who finds none waiting opens one for the time.</summary>
    private static readonly int mostIdle = 2 * Environment.ProcessorCount;

    private readonly ConcurrentStack<KeptCommands> idle = [];
    private volatile bool isClosed;

    public DbConnection Lend()
    {
        var reader = idle.TryPop(out var waiting) ? waiting : new KeptCommands(open());
        return new LentConnection(reader, () => TakeBack(reader));
    }

    /// <summary>Closes those that wait here; those that are lent close when they come back.</summary>
    public void Close()
    {
        isClosed = true;
        while (idle.TryPop(out var reader))
            reader.Dispose();
    }

    private void TakeBack(KeptCommands reader)
    {
        if (isClosed || idle.Count >= mostIdle || reader.IsInTransaction)
            reader.Dispose();
        else
            idle.Push(reader);
        if (isClosed)
            Close();
    }
}
