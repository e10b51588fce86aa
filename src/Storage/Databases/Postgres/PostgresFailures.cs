using System.Net.Sockets;
using Npgsql;

namespace RmsOrleans.Storage.Databases.Postgres;

internal static class PostgresFailures
{
    /// <summary>
    /// The server or the way to it is the trouble, not what was to be written. It may or may not have committed; the same call can be made
    /// again, and waits for the locks of the lost transaction.
    /// </summary>
    public static bool IsStorageUnavailable(this Exception exception) => exception switch
    {
        StorageUnavailableException => true,
        PostgresException refused => IsStorageUnavailable(refused.SqlState) || refused.IsDenied(),
        NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>Does the work, and says <see cref="StorageUnavailableException"/> where the server or the way to it is the trouble.</summary>
    public static async Task<T> OrAway<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure.IsStorageUnavailable())
        {
            throw failure as StorageUnavailableException ?? new StorageUnavailableException("PostgreSQL did not answer, or gave up on the transaction.", failure);
        }
    }

    /// <summary>Why nothing can be written, for everybody to read; null if it was not the store's own fault, and the next attempt may well succeed.</summary>
    public static Phrase? WhyNotWritten(this StorageUnavailableException away) => away.InnerException switch
    {
        PostgresException refused => refused.SqlState switch
        {
            PostgresErrorCodes.DiskFull => new("The disk of the database is full.", "Диск базы данных переполнен."),
            PostgresErrorCodes.IoError => new("The disk of the database fails.", "Диск базы данных неисправен."),
            PostgresErrorCodes.ReadOnlySqlTransaction => new("The database only lets itself be read.", "База данных доступна только для чтения."),
            PostgresErrorCodes.InsufficientPrivilege => new("The database does not let the program's role write.", "База данных не даёт роли программы права записи."),
            PostgresErrorCodes.LockNotAvailable => new("Somebody holds what is to be written in the database locked.", "Записываемые данные заблокированы в базе данных другим пользователем."),
            PostgresErrorCodes.TooManyConnections => new("The database takes no more connections.", "База данных больше не принимает подключений."),
            PostgresErrorCodes.QueryCanceled or "25P03" => null, // slow, or given up by ourselves
            ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or ['5', '7', ..] => new("The database does not answer.", "База данных не отвечает."),
            _ => null,
        },
        ObjectDisposedException or null => null, // the program is stopping
        _ => new("The database does not answer.", "База данных не отвечает."),
    };

    /// <summary>What a server that is away said, or the way to it; both speak of the server alone.</summary>
    public static string? Cause(this Exception failure) => failure switch
    {
        PostgresException refused => $"{refused.SqlState}: {refused.MessageText}",
        StorageUnavailableException { InnerException: { } inner } => inner.Cause(),
        _ => failure.Message,
    };

    public static bool IsUniqueViolation(this Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>A right was taken away. A trigger that keeps a table append-only says the same of what should never have been tried.</summary>
    private static bool IsDenied(this PostgresException refused) =>
        refused is { SqlState: PostgresErrorCodes.InsufficientPrivilege, Where: null };

    private static bool IsStorageUnavailable(string state) => state is
        PostgresErrorCodes.LockNotAvailable or
        PostgresErrorCodes.ReadOnlySqlTransaction or // a standby took over and is not ready
        "25P03" || // idle in a transaction for too long
        state[..2] is
        "08" or // connection
        "28" or // authorisation
        "3D" or // no such database
        "40" or // rolled back: deadlock, outcome unknown
        "53" or // out of disk, memory or connections
        "57" or // cancelled, shut down
        "58";   // input and output
}
