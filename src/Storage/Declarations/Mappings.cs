using Microsoft.Extensions.Options;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Storage.Declarations;

/// <summary>The mappings that a load can name: those that ship, and those in the folder. A file there is read when it is asked for, so a new one needs no restart.</summary>
internal sealed class MappingFolder(IOptions<DeclarationSettings> settings, DataFolder folder)
{
    private string Folder => settings.Value.Mappings ?? Path.Combine(folder.Path, "mappings");

    /// <summary>By name; one in the folder goes before one that ships.</summary>
    public IEnumerable<(string Name, Mapping? Mapping, string? Fault)> All()
    {
        var own = Files().Select(file => Read(file)).ToList();
        return own.Concat(MappingJson.Shipped.Where(shipped => own.All(each => each.Name != shipped.Name)).Select(shipped => (shipped.Name, (Mapping?)shipped, (string?)null)))
            .OrderBy(each => each.Name, StringComparer.Ordinal);
    }

    /// <summary>Null if there is none of this name.</summary>
    /// <exception cref="MappingException">Its file is no mapping.</exception>
    public Mapping? Find(string name) => All().FirstOrDefault(each => each.Name == name) switch
    {
        { Fault: { } fault } => throw new MappingException("", fault),
        var found => found.Mapping,
    };

    private IEnumerable<string> Files() => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.json") : [];

    private static (string Name, Mapping? Mapping, string? Fault) Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        try
        {
            var mapping = MappingJson.Read(File.ReadAllBytes(file));
            return mapping.Name == name ? (name, mapping, null) : (name, null, $"The file is called {name}, and its mapping {mapping.Name}.");
        }
        catch (Exception failure) when (failure is MappingException or IOException or UnauthorizedAccessException)
        {
            return (name, null, failure.Message);
        }
    }
}
