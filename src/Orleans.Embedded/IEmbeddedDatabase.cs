using System.Data.Common;

namespace Orleans.Embedded;

/// <summary>The database for reminders and grain state; the host implements it, for the engine knows no connection.</summary>
public interface IEmbeddedDatabase
{
    /// <summary>
    /// Runs work on an open connection. Where the database has one writer thread, the work runs on that thread and must
    /// complete synchronously, as it does over Microsoft.Data.Sqlite. The engine's works are one or a few short statements
    /// and open no transaction of their own, so the host may put several works into one.
    /// </summary>
    Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation);
}
