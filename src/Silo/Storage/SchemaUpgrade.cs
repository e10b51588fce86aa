using System.Data.Common;
using Dapper;

namespace RmsOrleans.Silo.Storage;

/// <summary>Applies the scripts that a database lacks, each in a transaction. Whoever calls it holds the database's lock for upgrades.</summary>
internal static class SchemaUpgrade
{
    public static async Task Apply(DbConnection connection, IReadOnlyList<SchemaScript> scripts, DateTimeOffset now)
    {
        var applied = await Applied(connection);
        Check(applied, scripts);

        foreach (var script in scripts.Where(script => !applied.ContainsKey(script.Name)))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(script.Text, transaction: transaction);
            await connection.ExecuteAsync(
                "insert into schema_scripts (name, hash, applied_at) values (@Name, @Hash, @At)",
                new { script.Name, script.Hash, At = now.ToUnixTimeMilliseconds() },
                transaction);
            await transaction.CommitAsync();
        }
    }

    /// <exception cref="SchemaException">The database has been upgraded less far or further than these scripts go, or by other ones.</exception>
    public static async Task CheckIsUpToDate(DbConnection connection, IReadOnlyList<SchemaScript> scripts)
    {
        var applied = await Applied(connection);
        Check(applied, scripts);
        if (scripts.Where(script => !applied.ContainsKey(script.Name)).Select(script => script.Name).ToList() is { Count: > 0 } lacking)
            throw new SchemaException($"The database has not been upgraded to this version of the program yet ({string.Join(", ", lacking)}). Start the program on it once.");
    }

    private static async Task<Dictionary<string, string>> Applied(DbConnection connection) =>
        (await connection.QueryAsync<(string Name, string Hash)>("select name, hash from schema_scripts")).ToDictionary(row => row.Name, row => row.Hash);

    private static void Check(Dictionary<string, string> applied, IReadOnlyList<SchemaScript> scripts)
    {
        var known = scripts.Select(script => script.Name).ToHashSet();
        var unknown = applied.Keys.Where(name => char.IsAsciiDigit(name[0]) && !known.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new SchemaException($"The database was upgraded by a newer version of this program ({string.Join(", ", unknown)}). Run that version.");

        if (scripts.FirstOrDefault(script => applied.TryGetValue(script.Name, out var hash) && hash != script.Hash) is { } changed)
            throw new SchemaException($"The script {changed.Name} was applied in other words than this program has. Scripts are never changed, only added.");
    }
}

/// <summary>The database's schema is not one that this program can work with.</summary>
internal sealed class SchemaException(string message) : Exception(message);
