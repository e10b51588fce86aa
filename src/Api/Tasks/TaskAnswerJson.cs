using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Tasks;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TaskList))]
internal sealed partial class TaskAnswerJson : JsonSerializerContext;
