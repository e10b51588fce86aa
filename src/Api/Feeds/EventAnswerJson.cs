using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Feeds;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventAnswer))]
internal sealed partial class EventAnswerJson : JsonSerializerContext;
