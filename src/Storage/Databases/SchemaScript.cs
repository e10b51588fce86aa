using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Storage.Databases;

/// <summary>
/// A script that is applied once. Those of the program are numbered and embedded here; others may be registered by name, and are
/// applied after them.
/// </summary>
internal sealed record SchemaScript(string Name, string Text)
{
    private const string Folder = "Schema/";

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    public bool IsNumbered => char.IsAsciiDigit(Name[0]);

    /// <summary>The program's own scripts for <paramref name="dialect"/> in order, each named without it: <c>0001-journal</c>.</summary>
    public static IReadOnlyList<SchemaScript> Embedded(string dialect)
    {
        var ending = $".{dialect}.sql";
        return [.. typeof(SchemaScript).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Select(name => new SchemaScript(name[Folder.Length..^ending.Length], Read(name)))
            .Where(script => script.IsNumbered)
            .OrderBy(script => script.Name, StringComparer.Ordinal)];
    }

    public static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(SchemaScript).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
