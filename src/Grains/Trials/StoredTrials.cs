using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Trials;

/// <summary>The JSON of what is kept of trial runs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(AuthorityCodeJson), typeof(DraftIdJson), typeof(TrialIdJson), typeof(EnumNames<IndicatorGroup>), typeof(EnumNames<Role>), typeof(EnumCamelCaseNames<IndicatorOperator>),
    ])]
[JsonSerializable(typeof(TrialQuestion))]
[JsonSerializable(typeof(TrialProgress))]
[JsonSerializable(typeof(TrialResult))]
[JsonSerializable(typeof(ImmutableArray<TrialOther>))]
internal sealed partial class TrialJson : JsonSerializerContext;

/// <summary>The same, as it is stored.</summary>
internal static class StoredTrials
{
    public static readonly TrialJson Json = new(StoredJson.AsItIs(TrialJson.Default.Options));

    public static string Write(TrialQuestion question) => JsonSerializer.Serialize(question, Json.TrialQuestion);

    public static string Write(TrialProgress progress) => JsonSerializer.Serialize(progress, Json.TrialProgress);

    public static string Write(TrialResult result) => JsonSerializer.Serialize(result, Json.TrialResult);

    public static byte[] Write(ImmutableArray<TrialOther> others) => JsonSerializer.SerializeToUtf8Bytes(others, Json.ImmutableArrayTrialOther);

    public static ImmutableArray<TrialOther> Others(byte[] json) => JsonSerializer.Deserialize(json, Json.ImmutableArrayTrialOther);

    public static TrialQuestion Question(string json) => JsonSerializer.Deserialize(json, Json.TrialQuestion)!;

    /// <summary>What was examined before inspections were counted is examined again, or too few of them would be told.</summary>
    public static TrialProgress Progress(string json)
    {
        var read = JsonSerializer.Deserialize(json, Json.TrialProgress)!;
        return read.Found.Loads.IsDefault ? read with { Finished = [], Found = new() } : read;
    }

    public static TrialResult Result(string json) => JsonSerializer.Deserialize(json, Json.TrialResult)!;
}
