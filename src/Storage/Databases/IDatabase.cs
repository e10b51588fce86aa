using System.Data.Common;

namespace RmsOrleans.Storage.Databases;

/// <summary>The database under the journal, for everything that is not the journal.</summary>
internal interface IDatabase : IReadDatabase, IAsyncDisposable
{
    /// <summary>Takes hold of the database and applies the scripts it lacks; to be awaited before anything else.</summary>
    /// <returns>The names of the scripts that were applied.</returns>
    Task<IReadOnlyList<string>> Start(CancellationToken cancellation);

    /// <summary>Reads, and throws <see cref="StorageUnavailableException"/> if the database does not answer.</summary>
    Task<T> Query<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation);

    /// <summary>
    /// Runs short work in a transaction, which other works may share. On SQLite it runs on the writer thread and must complete
    /// synchronously.
    /// </summary>
    Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation);
}
