using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Drafts;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(AuthorityCodeJson), typeof(RegistrationNumberJson)])]
[JsonSerializable(typeof(LineActorAnswer))]
[JsonSerializable(typeof(Deadline))]
internal sealed partial class StoredDraftJson : JsonSerializerContext
{
    public static Deadline? ReadDeadline(string? column) => column is null ? null : JsonSerializer.Deserialize(column, Default.Deadline);
}
