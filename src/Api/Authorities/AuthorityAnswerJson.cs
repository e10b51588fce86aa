using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(AuthorityAnswer))]
[JsonSerializable(typeof(AuthorityImported))]
internal sealed partial class AuthorityAnswerJson : JsonSerializerContext;
