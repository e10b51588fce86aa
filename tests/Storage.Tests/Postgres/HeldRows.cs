using Npgsql;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>A connection of its own that holds what a statement has locked, until it is let go.</summary>
internal sealed class HeldRows : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private HeldRows(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<HeldRows> Take(IStage stage, string statement)
    {
        var connection = new NpgsqlConnection($"{((PostgresStage)stage).Strings.Program};Pooling=false");
        await connection.OpenAsync();
        var held = new HeldRows(connection);
        await held.Run($"begin; {statement}");
        return held;
    }

    public Task LetGo() => Run("commit");

    public Task TakeBack() => Run("rollback");

    public async Task Run(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Until another connection waits for a lock.</summary>
    public async Task UntilAnotherWaits()
    {
        await using var command = new NpgsqlCommand("select count(*) from pg_locks where not granted", connection);
        await Patience.Until("somebody to wait for a lock", command.ExecuteScalarAsync, waiting => waiting is > 0L);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
