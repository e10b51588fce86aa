using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Storage.Databases;

/// <summary>
/// Where the journal is kept: in PostgreSQL if a connection string is set, else in SQLite in the data folder. The time limits are those of a
/// PostgreSQL session, so that a frozen node holds nobody for long; on SQLite <see cref="LockTimeout"/> is how long a foreign lock is waited for.
/// </summary>
public sealed class StorageSettings
{
    public const string Section = "Storage";

    /// <summary>The connection string of the run-time role.</summary>
    public string? Postgres { get; set; }

    /// <summary>
    /// The connection string of the role that owns the tables. Scripts then run with it, and the run-time role gets only the rights it
    /// needs; without it the run-time role owns the tables, and only triggers keep them append-only.
    /// </summary>
    public string? PostgresOwner { get; set; }

    /// <summary>The password of <see cref="Postgres"/>, where it is given by itself, such as in a file of <c>Secrets:Folder</c>.</summary>
    public string? PostgresPassword { get; set; }

    /// <summary>The password of <see cref="PostgresOwner"/>, likewise.</summary>
    public string? PostgresOwnerPassword { get; set; }

    /// <summary>
    /// A node's connections for the journal, those of all its pools together. Two nodes, with what Orleans has beside them and a few for
    /// commands, stay below the hundred that a server allows by default.
    /// </summary>
    [Range(8, 1000)]
    public int PostgresConnections { get; set; } = 36;

    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:20")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:20")]
    public TimeSpan IdleInTransactionTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long sent data may stay unacknowledged before the connection counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan TcpUserTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Page cache of the connection that writes to SQLite.</summary>
    [Range(2, 1024)]
    public int SqliteCacheMegabytes { get; set; } = 32;

    /// <summary>After so long without a commit SQLite's log is carried into the file and emptied.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan SqliteLogRest { get; set; } = TimeSpan.FromMinutes(1);
}
