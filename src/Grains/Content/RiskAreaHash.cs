using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Content;

/// <summary>What a risk area hits, as a hash: two that say the same have the same, whatever their descriptions and codes are.</summary>
public static class RiskAreaHash
{
    /// <returns>SHA-256, hexadecimal.</returns>
    public static string Of(RiskArea area) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(area with { Description = "", Code = null }, RiskAreaJson.Default.RiskArea)));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EnumNames<IndicatorGroup>), typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(RiskArea))]
internal sealed partial class RiskAreaJson : JsonSerializerContext;
