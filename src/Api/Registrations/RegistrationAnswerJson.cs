using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Registrations;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RegistrationAnswer))]
internal sealed partial class RegistrationAnswerJson : JsonSerializerContext;
