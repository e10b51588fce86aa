using System.Data.Common;
using Microsoft.Data.Sqlite;
using Orleans.Embedded;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Where the embedded engine keeps reminders and state: SQLite in memory, one work after the other.</summary>
internal sealed class MemoryDatabase : IEmbeddedDatabase, IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public MemoryDatabase()
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = EmbeddedSchema.Script;
        command.ExecuteNonQuery();
    }

    public Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        lock (gate)
        {
            var done = work(connection, cancellation);
            return done.IsCompleted ? done : throw new InvalidOperationException("SQLite completes at once.");
        }
    }

    public void Dispose() => connection.Dispose();
}
