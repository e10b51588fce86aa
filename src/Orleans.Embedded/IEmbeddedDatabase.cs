using System.Data.Common;

namespace Orleans.Embedded;

/// <summary>The database for reminders and grain state; the host implements it, for the engine knows no connection.</summary>
public interface IEmbeddedDatabase
{
    /// <summary>
    /// Runs work on an open connection. A work is one or a few short statements and opens no transaction. Where the database
    /// has one writer thread, the work runs there, completes synchronously (as it does over Microsoft.Data.Sqlite) and may
    /// share a transaction with others; elsewhere each statement commits by itself, so that nodes do not lock each other out.
    /// </summary>
    Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation);
}
