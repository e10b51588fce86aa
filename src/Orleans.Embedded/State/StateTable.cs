using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The rows of grain state. The version in a row is the ETag; it only rises, also when the state is cleared.</summary>
internal sealed class StateTable(IEmbeddedDatabase? database)
{
    public Task<StateRow?> Read(GrainId grain, string name, CancellationToken cancellation) => Run<StateRow?>(async (connection, stop) =>
    {
        await using var command = connection.Sql(
            "select json, version from engine_state where grain_type = @type and grain_key = @key and name = @name",
            ("type", grain.Type), ("key", grain.Key), ("name", name));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop)
            ? new StateRow(await reader.IsDBNullAsync(0, stop) ? null : reader.GetString(0), reader.GetInt64(1))
            : null;
    }, cancellation);

    /// <summary>Writes if the row still has this version, 0 meaning no row; the answer is the new version, or null on conflict.</summary>
    public Task<long?> Write(GrainId grain, string name, string? json, long version, CancellationToken cancellation) => Run<long?>(async (connection, stop) =>
    {
        await using var command = connection.Sql(
            version == 0
                ? """
                  insert into engine_state (grain_type, grain_key, name, json, version) values (@type, @key, @name, @json, @version + 1)
                  on conflict do nothing returning version
                  """
                : """
                  update engine_state set json = @json, version = @version + 1
                  where grain_type = @type and grain_key = @key and name = @name and version = @version returning version
                  """,
            ("type", grain.Type), ("key", grain.Key), ("name", name), ("json", json), ("version", version));
        return (long?)await command.ExecuteScalarAsync(stop);
    }, cancellation);

    private Task<T> Run<T>(Func<System.Data.Common.DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        database is null
            ? throw new InvalidOperationException($"Persistent state needs an {nameof(IEmbeddedDatabase)} among the services.")
            : database.Run(work, cancellation);
}

/// <summary>A row as it is stored; without JSON it has been cleared.</summary>
internal sealed record StateRow(string? Json, long Version);
