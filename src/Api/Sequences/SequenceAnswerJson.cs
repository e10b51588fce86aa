using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Sequences;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SequenceList))]
[JsonSerializable(typeof(CertificateAnswer))]
internal sealed partial class SequenceAnswerJson : JsonSerializerContext;
