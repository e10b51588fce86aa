using System.Data.Common;

namespace RmsOrleans.Storage.Databases;

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
