using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Storage.Databases;

/// <summary>Applies the scripts that a database lacks, each in a transaction. Whoever calls it holds the database's lock for upgrades.</summary>
internal static class SchemaUpgrade
{
    /// <returns>The names of those that were applied.</returns>
    public static async Task<IReadOnlyList<string>> Apply(DbConnection connection, IReadOnlyList<SchemaScript> scripts, DateTimeOffset now)
    {
        var applied = await Applied(connection);
        Check(applied, scripts);

        var lacking = Lacking(applied, scripts);
        foreach (var script in lacking)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(script.Text, transaction: transaction);
            await connection.ExecuteAsync(
                "insert into schema_scripts (name, hash, applied_at) values (@Name, @Hash, @At)",
                new { script.Name, script.Hash, At = now.ToUnixTimeMilliseconds() },
                transaction);
            await transaction.CommitAsync();
        }
        return lacking.ConvertAll(script => script.Name);
    }

    /// <exception cref="SchemaException">The database has been upgraded less far or further than these scripts go, or by other ones.</exception>
    public static async Task CheckIsUpToDate(DbConnection connection, IReadOnlyList<SchemaScript> scripts)
    {
        var applied = await Applied(connection);
        Check(applied, scripts);
        if (WhatIsLacking(applied, scripts) is { } lacking)
            throw new SchemaException($"{lacking.En} Run migrate, or start the program on it once.");
    }

    /// <summary>Null if nothing is. Scripts of a newer version do no harm here: they only add, and a node of the older one goes on until it is replaced.</summary>
    public static async Task<Phrase?> WhatIsLacking(DbConnection connection, IReadOnlyList<SchemaScript> scripts) =>
        WhatIsLacking(await Applied(connection), scripts);

    private static Phrase? WhatIsLacking(Dictionary<string, string> applied, IReadOnlyList<SchemaScript> scripts) =>
        Lacking(applied, scripts) is { Count: > 0 } lacking
            ? new(
                $"The database has not been upgraded to this version of the program yet ({string.Join(", ", lacking.Select(script => script.Name))}).",
                $"База данных ещё не обновлена до этой версии программы ({string.Join(", ", lacking.Select(script => script.Name))}).")
            : null;

    private static List<SchemaScript> Lacking(Dictionary<string, string> applied, IReadOnlyList<SchemaScript> scripts) =>
        [.. scripts.Where(script => !applied.ContainsKey(script.Name))];

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

/// <summary>
/// A script that is applied once. Those of the program are numbered and embedded here; others may be registered by name, and are
/// applied after them.
/// </summary>
internal sealed record SchemaScript(string Name, string Text)
{
    private const string Folder = "Schema/";

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    public bool IsNumbered => char.IsAsciiDigit(Name[0]);

    /// <summary>
    /// The program's own scripts for <paramref name="dialect"/> in order, each named without it: <c>0001-journal</c>. A script that names no
    /// dialect is for both.
    /// </summary>
    public static IReadOnlyList<SchemaScript> Embedded(string dialect) =>
    [
        .. typeof(SchemaScript).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Select(resource => (Resource: resource, Parts: resource[Folder.Length..].Split('.')))
            .Where(script => script.Parts is [_, "sql"] || script.Parts[1] == dialect)
            .Select(script => new SchemaScript(script.Parts[0], Read(script.Resource)))
            .Where(script => script.IsNumbered)
            .OrderBy(script => script.Name, StringComparer.Ordinal),
    ];

    public static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(SchemaScript).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

/// <summary>The schema is that of this program, or has grown beyond it.</summary>
internal sealed class SchemaReadiness(IDatabase database, IEnumerable<SchemaScript> added) : IReadinessCheck
{
    public string Name => "schema";

    public Task<Phrase?> Check(CancellationToken cancellation) => database.Query(
        connection => SchemaUpgrade.WhatIsLacking(connection, [.. SchemaScript.Embedded(StoreDialect.Of(connection).Name), .. added]), cancellation);
}
