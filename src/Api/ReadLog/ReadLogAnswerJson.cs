using System.Text.Json.Serialization;

namespace RmsOrleans.Api.ReadLog;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReadList))]
internal sealed partial class ReadLogAnswerJson : JsonSerializerContext;
