using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(StoredVersion))]
internal sealed partial class StoredProfileJson : JsonSerializerContext;

/// <summary>What a line that bears a version says of it.</summary>
internal sealed record StoredVersion(DraftContent Content, ExplanatoryNote Note, DateOnly ValidFrom, DateOnly ValidTo, DecisionPaper? Decision)
{
    public static StoredVersion Read(byte[] payload) => JsonSerializer.Deserialize(payload, StoredProfileJson.Default.StoredVersion)!;
}
