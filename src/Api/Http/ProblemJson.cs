using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Http;

/// <summary>What problems bear beside their texts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<ReadinessEntry>))]
internal sealed partial class ProblemJson : JsonSerializerContext;
