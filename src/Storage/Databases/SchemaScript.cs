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
