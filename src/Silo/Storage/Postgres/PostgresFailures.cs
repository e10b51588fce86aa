using System.Net.Sockets;
using Npgsql;
using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Silo.Storage.Postgres;

internal static class PostgresFailures
{
    /// <summary>
    /// The server or the way to it is the trouble, not what was to be written. It may or may not have committed; the same call can be made
    /// again, and waits for the locks of the lost transaction.
    /// </summary>
    public static bool IsStorageAway(this Exception exception) => exception switch
    {
        StorageAwayException => true,
        PostgresException refused => IsStorageAway(refused.SqlState),
        NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>Does the work, and says <see cref="StorageAwayException"/> where the server or the way to it is the trouble.</summary>
    public static async Task<T> OrAway<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure.IsStorageAway())
        {
            throw failure as StorageAwayException ?? new StorageAwayException("PostgreSQL did not answer, or gave up on the transaction.", failure);
        }
    }

    public static bool IsUniqueViolation(this Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private static bool IsStorageAway(string state) => state is
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
