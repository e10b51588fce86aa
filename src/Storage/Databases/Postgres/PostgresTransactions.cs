using Npgsql;

namespace RmsOrleans.Storage.Databases.Postgres;

internal static class PostgresTransactions
{
    /// <summary>A connection that goes back to its pool with an open transaction would keep the locks.</summary>
    public static async Task RollbackIfItAnswers(this NpgsqlConnection connection)
    {
        try
        {
            await connection.Rollback();
        }
        catch (Exception failure) when (failure.IsStorageUnavailable() || failure is InvalidOperationException)
        {
            // The connection is lost, and the pool drops it; the server ends its transaction.
        }
    }

    public static async Task Rollback(this NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("rollback", connection);
        await command.ExecuteNonQueryAsync();
    }
}
