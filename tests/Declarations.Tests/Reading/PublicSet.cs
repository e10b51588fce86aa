using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Tests.Reading;

/// <summary>The declarations that ship in <c>samples/declarations</c>.</summary>
internal static class PublicSet
{
    public static readonly string[] Files = ["kcs-2020.csv.gz", "kcs-2021q1.csv.gz"];

    private static readonly Lazy<Task<List<LoadedLine>>> lines = new(async () =>
    {
        var all = new List<LoadedLine>();
        foreach (var name in Files)
        {
            await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name));
            await foreach (var line in new LoadFile(FileFormat.Csv, Kcs, RecordKind.Declarations).Read(LoadFile.Unpacked(name, file), CancellationToken.None))
                all.Add(line);
        }
        return all;
    });

    public static Mapping Kcs => MappingJson.Shipped.Single(mapping => mapping.Name == "kcs");

    public static Task<List<LoadedLine>> Lines => lines.Value;
}
