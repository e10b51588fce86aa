using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>A database file that is only read, wherever it lies.</summary>
internal sealed class SqliteFile(string file) : IReadDatabase, IDisposable
{
    private readonly SqliteConnections connections = new(file, new StorageSettings());

    public ValueTask<DbConnection> Open(CancellationToken cancellation) => ValueTask.FromResult<DbConnection>(connections.OpenReader());

    public bool IsAway(Exception failure) => failure is SqliteException && failure.IsStorageUnavailable();

    public void Dispose() => connections.Close();
}
