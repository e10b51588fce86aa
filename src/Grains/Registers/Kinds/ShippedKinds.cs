using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>The registers that come with the program, by their codes.</summary>
public sealed class ShippedKinds
{
    /// <summary>The register of price researches: the program computes what its entries say.</summary>
    public const string PriceResearch = "price-research";

    private static readonly Lazy<ImmutableSortedDictionary<string, RegisterKind>> all = new(() => Files().ToImmutableSortedDictionary(kind => kind.Code, kind => kind, StringComparer.Ordinal));

    private ShippedKinds()
    {
    }

    public static ImmutableSortedDictionary<string, RegisterKind> All => all.Value;

    private static IEnumerable<RegisterKind> Files()
    {
        var assembly = typeof(ShippedKinds).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize(file, RegisterKindJson.Default.RegisterKind)!;
        }
    }
}

/// <summary>The file of a register, as it was checked before it was kept.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RegisterKind))]
internal sealed partial class RegisterKindJson : JsonSerializerContext;
