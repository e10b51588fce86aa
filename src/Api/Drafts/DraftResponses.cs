using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Drafts;

/// <summary>
/// One draft whole. <paramref name="Possible"/> names the routes that the caller can take now; <paramref name="Resolutions"/> what the
/// caller can resolve.
/// </summary>
public sealed record DraftResponse(
    DraftId Id,
    RegistrationNumber? Number,
    int Version,
    DraftStatus Status,
    AuthorityCode Authority,
    string Unit,
    Author Author,
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    Signature? Signature,
    ImmutableArray<Visa> Visas,
    DateTimeOffset PreparedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? RegisteredAt,
    Official? Executor,
    string? ResponsibleUnit,
    ConsiderationResponse Consideration,
    ProfileResponse? Profile,
    DeadlineResponse? Deadline,
    bool Overdue,
    ImmutableArray<string> Possible,
    ImmutableArray<Resolution> Resolutions,
    ImmutableArray<Warning>? Warnings = null)
{
    public Phrase StatusName => Status.InWords();

    /// <summary>What the resolutions are called, in the same order.</summary>
    public ImmutableArray<Phrase> ResolutionNames => [.. Resolutions.Select(resolution => resolution.InWords())];
}

/// <summary>
/// What the consideration of the present version has brought so far. <paramref name="Meeting"/> names the units of a convened meeting that
/// has no minutes yet; an opinion counts once it is agreed.
/// </summary>
public sealed record ConsiderationResponse(
    ImmutableArray<string> Meeting,
    Minutes? Minutes,
    OpinionRequest? OpinionRequest,
    Opinion? Opinion,
    bool OpinionIsAgreed,
    ImmutableArray<string> Remarks);

/// <summary>The profile in the making, from the finding that it is expedient; a copy of the draft at first.</summary>
public sealed record ProfileResponse(
    DraftContent Content,
    ExplanatoryNote Note,
    ImmutableArray<string> Units,
    bool IsPrepared,
    ImmutableArray<UnitVisa> Visas,
    Signature? ExecutorSignature,
    Signature? DivisionSignature,
    ApprovalPapers? Papers,
    Signature? Approval,
    ApprovalReport? Report);

/// <summary>
/// One version of a draft: what was, or is to be, registered. <paramref name="Remarks"/> were made on it; <paramref name="Answers"/> are to
/// those on the version before.
/// </summary>
public sealed record VersionResponse(
    DraftId Id,
    RegistrationNumber? Number,
    int Version,
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    Signature? Signature,
    ImmutableArray<Visa> Visas,
    DateTimeOffset? RegisteredAt,
    ImmutableArray<string> Remarks,
    ImmutableArray<RemarkAnswer> Answers);

/// <summary>A draft as a row of a list.</summary>
public sealed record DraftListItem(
    DraftId Id,
    RegistrationNumber? Number,
    int Version,
    DraftStatus Status,
    AuthorityCode Authority,
    ProfileKind Kind,
    string Title,
    Territory Territory,
    ApplicationMode Mode,
    DateTimeOffset PreparedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? RegisteredAt,
    Official? Executor,
    string? ResponsibleUnit,
    DeadlineResponse? Deadline,
    bool Overdue,
    Phrase AuthorityName)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>A page of a list; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record DraftList(ImmutableArray<DraftListItem> Items, string? Next);

/// <summary>The timeline of a draft, or a page of it; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record JournalResponse(DraftId Id, ImmutableArray<JournalLineResponse> Lines, string? Next);

/// <summary>What happened, when, who did it and with what words. Content and note are not repeated here: versions show them.</summary>
public sealed record JournalLineResponse(int Line, string Type, DateTimeOffset At, LineActorResponse Actor, JsonElement Details, string Hash)
{
    /// <summary>What happened, as people call it, in the language of the answer.</summary>
    public Phrase TypeName => EventWords.Of(Type).Alone;
}

/// <summary>Who wrote a line, and in which role.</summary>
public sealed record LineActorResponse(string Subject, string Name, string Role, AuthorityCode Authority, string? Unit, bool Acting);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(ReceiptResponse))]
[JsonSerializable(typeof(DraftResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(ChangesResponse))]
[JsonSerializable(typeof(VersionContent))]
[JsonSerializable(typeof(JournalResponse))]
[JsonSerializable(typeof(DraftList))]
[JsonSerializable(typeof(DraftCountsResponse))]
[JsonSerializable(typeof(DurationsResponse))]
[JsonSerializable(typeof(ImmutableArray<Warning>))]
internal sealed partial class DraftResponseJson : JsonSerializerContext;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LineActorResponse))]
internal sealed partial class StoredDraftJson : JsonSerializerContext;
