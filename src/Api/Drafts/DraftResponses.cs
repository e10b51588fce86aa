using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Api.Drafts;

/// <summary>
/// One draft whole. <paramref name="Possible"/> names the routes that the caller can take now; <paramref name="Resolutions"/> what the
/// caller can resolve.
/// </summary>
/// <param name="TrialRun">The totals of the trial run that goes with it; left out where there is none.</param>
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
    ImmutableArray<Warning>? Warnings = null,
    AttachedRunResponse? TrialRun = null)
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
/// <param name="TrialRun">The totals of the trial run that goes with it; left out where there is none.</param>
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
    ApprovalReport? Report,
    AttachedRunResponse? TrialRun = null);

/// <summary>The trial run that goes with a draft or with the profile in the making: its totals.</summary>
/// <param name="Run">The id of the run, for those who may read it.</param>
/// <param name="From">The first day of the declarations that were examined.</param>
/// <param name="To">The last day.</param>
/// <param name="Authorities">Whose declarations; empty for all.</param>
/// <param name="Revision">The data revision that it saw.</param>
/// <param name="Examined">Declarations.</param>
/// <param name="Hit">Declarations.</param>
/// <param name="HitItems">Items of them that were hit.</param>
/// <param name="ValueHit">Their customs value, in roubles.</param>
/// <param name="Controlled">Declarations hit of which control is known.</param>
/// <param name="WithFinding">Of those: with a finding.</param>
/// <param name="TerritoryShare">How much of where the draft applies was examined, by authorities, from 0 to 1.</param>
/// <param name="OwnFlowOnly">Whether that is less than all.</param>
/// <param name="Stale">Whether the content, or the validity that was estimated for, has been changed since.</param>
/// <param name="GivesConsignments">Whether the note's number of consignments is the run's estimate.</param>
/// <param name="Estimate">Left out where the run has none.</param>
/// <param name="Inspections">Left out where there would be none, or where they were not counted.</param>
public sealed record AttachedRunResponse(
    TrialId Run,
    DateOnly From,
    DateOnly To,
    ImmutableArray<AuthorityCode> Authorities,
    long Revision,
    long Examined,
    long Hit,
    long HitItems,
    decimal ValueHit,
    long Controlled,
    long WithFinding,
    double TerritoryShare,
    bool OwnFlowOnly,
    bool Stale,
    bool GivesConsignments,
    AttachedEstimateResponse? Estimate,
    AttachedInspectionsResponse? Inspections)
{
    /// <param name="content">What is proposed by now.</param>
    internal static AttachedRunResponse? Of(AttachedRun? run, DraftContent content, ExplanatoryNote note) => run is null
        ? null
        : new(
            new(run.Id), run.From, run.To, run.Authorities, run.Revision, run.Examined, run.Hit, run.HitItems, run.ValueHit, run.Controlled, run.WithFinding, run.TerritoryShare,
            run.IsOfOwnFlowOnly, run.IsStale(content, note), run.IsSourceOf(content, note),
            run.Estimate is { } estimate ? new(estimate.ValidFrom, estimate.ValidTo, estimate.Consignments, estimate.Least, estimate.Most) : null,
            run.Inspections is { } loads ? new(loads.Authorities, loads.InForce, loads.Added, loads.WithCapacity, loads.Above, loads.AboveBefore) : null);
}

/// <summary>Inspections a working day, of all authorities together.</summary>
/// <param name="Authorities">At how many there would be any.</param>
/// <param name="InForce">That profiles in force cause, on average.</param>
/// <param name="Added">That what was tried adds, on average.</param>
/// <param name="WithCapacity">How many of the authorities have said what they can carry out.</param>
/// <param name="Above">At how many of those what was tried brings days with more than that.</param>
/// <param name="AboveBefore">At how many of those there are such days already.</param>
public sealed record AttachedInspectionsResponse(int Authorities, double InForce, double Added, int WithCapacity, int Above, int AboveBefore);

/// <summary>Consignments expected over a validity.</summary>
/// <param name="Consignments">The most likely number.</param>
/// <param name="Least">The lower end of an interval of 95 %.</param>
/// <param name="Most">Its upper end.</param>
public sealed record AttachedEstimateResponse(DateOnly ValidFrom, DateOnly ValidTo, double Consignments, double Least, double Most);

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
