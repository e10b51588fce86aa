using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Api.Drafts;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(AuthorityCodeJson), typeof(RegistrationNumberJson)])]
[JsonSerializable(typeof(LineActorAnswer))]
internal sealed partial class StoredDraftJson : JsonSerializerContext;
