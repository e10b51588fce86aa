using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Drafts;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LineActorAnswer))]
internal sealed partial class StoredDraftJson : JsonSerializerContext;
