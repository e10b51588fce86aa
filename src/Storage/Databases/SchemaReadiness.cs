namespace RmsOrleans.Storage.Databases;

/// <summary>The schema is that of this program, or has grown beyond it.</summary>
internal sealed class SchemaReadiness(IDatabase database, IEnumerable<SchemaScript> added) : IReadinessCheck
{
    public string Name => "schema";

    public Task<string?> Check(CancellationToken cancellation) => database.Query(
        connection => SchemaUpgrade.WhatIsLacking(connection, [.. SchemaScript.Embedded(StoreDialect.Of(connection).Name), .. added]), cancellation);
}
