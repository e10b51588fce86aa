using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Classifiers;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClassifierList))]
[JsonSerializable(typeof(ClassifierLoadAnswer))]
internal sealed partial class ClassifierAnswerJson : JsonSerializerContext;
