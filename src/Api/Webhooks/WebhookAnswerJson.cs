using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Webhooks;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(Redelivery))]
[JsonSerializable(typeof(StatusMessage))]
internal sealed partial class WebhookAnswerJson : JsonSerializerContext;
