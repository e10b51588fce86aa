using System.Data.Common;

namespace RmsOrleans.Storage.Databases;

/// <summary>The database under the journal, for everything that is not the journal.</summary>
internal interface IDatabase : IReadDatabase, IAsyncDisposable
{
    /// <summary>Takes hold of the database and applies the scripts it lacks; to be awaited before anything else.</summary>
    /// <returns>The names of the scripts that were applied.</returns>
    Task<IReadOnlyList<string>> Start(CancellationToken cancellation);

    /// <summary>How many batches of one sequence are worth handing in at once (<see cref="RmsOrleans.Grains.Drafts.IJournal.BatchesAtOnce"/>).</summary>
    int BatchesAtOnce { get; }

    /// <summary>Reads, and throws <see cref="StorageUnavailableException"/> if the database does not answer.</summary>
    Task<T> Query<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation);

    /// <summary>
    /// Runs short work in a transaction, which other works may share. On SQLite it runs on the writer thread and must complete
    /// synchronously.
    /// </summary>
    Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation);
}

/// <summary>
/// Where queries read: the read model and the journal, never behind a commit that was answered. The same SQL text runs on both databases:
/// ids, codes, numbers and times go in and out as their types, enums as text by name. SQLite gives every whole number as a long, so a
/// record that Dapper fills has properties to set, not a constructor.
/// </summary>
public interface IReadDatabase
{
    /// <summary>An open connection that can only read; dispose of it after use.</summary>
    ValueTask<DbConnection> Open(CancellationToken cancellation);

    /// <summary>Whether a query failed because the database or the way to it is the trouble; the same query may then be asked again.</summary>
    bool IsAway(Exception failure);
}
