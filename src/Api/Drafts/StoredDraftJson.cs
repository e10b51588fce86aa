using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts.Content;
using RmsOrleans.Grains.Drafts.Paperwork;
using RmsOrleans.Grains.Json;

namespace RmsOrleans.Api.Drafts;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(AuthorityCodeJson), typeof(RegistrationNumberJson)])]
[JsonSerializable(typeof(StoredContent))]
[JsonSerializable(typeof(StoredAuthor))]
[JsonSerializable(typeof(LineActorAnswer))]
[JsonSerializable(typeof(PaperworkFile))]
[JsonSerializable(typeof(Deadline))]
internal sealed partial class StoredDraftJson : JsonSerializerContext;

/// <summary>What the line that bears the present content says.</summary>
internal sealed record StoredContent(ProfileKind Kind, ImmutableArray<string> OtherUnits, DraftContent Content, ExplanatoryNote Note);

/// <summary>What a draft's first line says of its author.</summary>
internal sealed record StoredAuthor(Author Author);
