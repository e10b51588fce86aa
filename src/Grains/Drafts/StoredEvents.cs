using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The events of a draft by the names that its journal has them by.</summary>
internal static class StoredEvents
{
    public static EventTable<Draft, DraftEvent> Table { get; } = new(
        ("DraftPrepared", StoredDraft.Json.DraftPrepared),
        ("DraftSubmitted", StoredDraft.Json.DraftSubmitted),
        ("DraftEdited", StoredDraft.Json.DraftEdited),
        ("DraftSigned", StoredDraft.Json.DraftSigned),
        ("VisaGiven", StoredDraft.Json.VisaGiven),
        ("VisaRefused", StoredDraft.Json.VisaRefused),
        ("DraftDiscarded", StoredDraft.Json.DraftDiscarded),
        ("DraftRegistered", StoredDraft.Json.DraftRegistered),
        ("ExecutorAssigned", StoredDraft.Json.ExecutorAssigned),
        ("MeetingConvened", StoredDraft.Json.MeetingConvened),
        ("MeetingUnitsChanged", StoredDraft.Json.MeetingUnitsChanged),
        ("MeetingCancelled", StoredDraft.Json.MeetingCancelled),
        ("MinutesRecorded", StoredDraft.Json.MinutesRecorded),
        ("ResolvedExpedient", StoredDraft.Json.ResolvedExpedient),
        ("ResolvedInexpedient", StoredDraft.Json.ResolvedInexpedient),
        ("InformationRequested", StoredDraft.Json.InformationRequested),
        ("InformationReceived", StoredDraft.Json.InformationReceived),
        ("InformationTermLapsed", StoredDraft.Json.InformationTermLapsed),
        ("FinalisationByFcsBegun", StoredDraft.Json.FinalisationByFcsBegun),
        ("FinalisationByAuthorityRequested", StoredDraft.Json.FinalisationByAuthorityRequested),
        ("DraftResubmitted", StoredDraft.Json.DraftResubmitted),
        ("OpinionRequested", StoredDraft.Json.OpinionRequested),
        ("AddresseeCorrected", StoredDraft.Json.AddresseeCorrected),
        ("UnitReplaced", StoredDraft.Json.UnitReplaced),
        ("AttachmentAdded", StoredDraft.Json.AttachmentAdded),
        ("AttachmentRemoved", StoredDraft.Json.AttachmentRemoved),
        ("TrialRunAttached", StoredDraft.Json.TrialRunAttached),
        ("OpinionGiven", StoredDraft.Json.OpinionGiven),
        ("OpinionReturned", StoredDraft.Json.OpinionReturned),
        ("OpinionAgreed", StoredDraft.Json.OpinionAgreed),
        ("DraftWithdrawn", StoredDraft.Json.DraftWithdrawn),
        ("ProfileEdited", StoredDraft.Json.ProfileEdited),
        ("ProfileTrialRunAttached", StoredDraft.Json.ProfileTrialRunAttached),
        ("ProfilePrepared", StoredDraft.Json.ProfilePrepared),
        ("ProfileVisaGiven", StoredDraft.Json.ProfileVisaGiven),
        ("ProfileVisaRefused", StoredDraft.Json.ProfileVisaRefused),
        ("ProfileSignedByExecutor", StoredDraft.Json.ProfileSignedByExecutor),
        ("ProfileSignedByDivision", StoredDraft.Json.ProfileSignedByDivision),
        ("ApprovalRequested", StoredDraft.Json.ApprovalRequested),
        ("ProfileApproved", StoredDraft.Json.ProfileApproved),
        ("ProfileReturned", StoredDraft.Json.ProfileReturned),
        ("ApprovalReported", StoredDraft.Json.ApprovalReported),
        ("DeadlineMissed", StoredDraft.Json.DeadlineMissed),
        ("DeadlineMoved", StoredDraft.Json.DeadlineMoved),
        ("DraftAdopted", StoredDraft.Json.DraftAdopted));
}

/// <summary>The JSON of stored events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(AuthorityCodeJson), typeof(RegistrationNumberJson), typeof(ProfileIdJson),
        typeof(EnumNames<ProfileKind>), typeof(EnumNames<Territory>), typeof(EnumNames<ApplicationMode>), typeof(EnumNames<IndicatorGroup>),
        typeof(EnumCamelCaseNames<IndicatorOperator>), typeof(EnumNames<VisaRole>), typeof(EnumNames<DeadlineKind>), typeof(EnumNames<TermUnit>),
        typeof(EnumNames<CoveringDocument>), typeof(EnumNames<Signatory>), typeof(EnumNames<Enclosure>),
        typeof(EnumCamelCaseNames<AttachmentPaper>),
    ])]
[JsonSerializable(typeof(DraftPrepared))]
[JsonSerializable(typeof(DraftSubmitted))]
[JsonSerializable(typeof(DraftEdited))]
[JsonSerializable(typeof(DraftSigned))]
[JsonSerializable(typeof(VisaGiven))]
[JsonSerializable(typeof(VisaRefused))]
[JsonSerializable(typeof(DraftDiscarded))]
[JsonSerializable(typeof(DraftRegistered))]
[JsonSerializable(typeof(ExecutorAssigned))]
[JsonSerializable(typeof(MeetingConvened))]
[JsonSerializable(typeof(MeetingUnitsChanged))]
[JsonSerializable(typeof(MeetingCancelled))]
[JsonSerializable(typeof(MinutesRecorded))]
[JsonSerializable(typeof(ResolvedExpedient))]
[JsonSerializable(typeof(ResolvedInexpedient))]
[JsonSerializable(typeof(InformationRequested))]
[JsonSerializable(typeof(InformationReceived))]
[JsonSerializable(typeof(InformationTermLapsed))]
[JsonSerializable(typeof(FinalisationByFcsBegun))]
[JsonSerializable(typeof(FinalisationByAuthorityRequested))]
[JsonSerializable(typeof(DraftResubmitted))]
[JsonSerializable(typeof(OpinionRequested))]
[JsonSerializable(typeof(AddresseeCorrected))]
[JsonSerializable(typeof(UnitReplaced))]
[JsonSerializable(typeof(AttachmentAdded))]
[JsonSerializable(typeof(AttachmentRemoved))]
[JsonSerializable(typeof(TrialRunAttached))]
[JsonSerializable(typeof(OpinionGiven))]
[JsonSerializable(typeof(OpinionReturned))]
[JsonSerializable(typeof(OpinionAgreed))]
[JsonSerializable(typeof(DraftWithdrawn))]
[JsonSerializable(typeof(ProfileEdited))]
[JsonSerializable(typeof(ProfileTrialRunAttached))]
[JsonSerializable(typeof(ProfilePrepared))]
[JsonSerializable(typeof(ProfileVisaGiven))]
[JsonSerializable(typeof(ProfileVisaRefused))]
[JsonSerializable(typeof(ProfileSignedByExecutor))]
[JsonSerializable(typeof(ProfileSignedByDivision))]
[JsonSerializable(typeof(ApprovalRequested))]
[JsonSerializable(typeof(ProfileApproved))]
[JsonSerializable(typeof(ProfileReturned))]
[JsonSerializable(typeof(ApprovalReported))]
[JsonSerializable(typeof(DeadlineMissed))]
[JsonSerializable(typeof(DeadlineMoved))]
[JsonSerializable(typeof(DraftAdopted))]
[JsonSerializable(typeof(PaperworkState))]
[JsonSerializable(typeof(Deadline))]
[JsonSerializable(typeof(ContentOutline))]
internal sealed partial class DraftJson : JsonSerializerContext;

/// <summary>The same, as it is stored.</summary>
internal static class StoredDraft
{
    public static readonly DraftJson Json = new(StoredJson.AsItIs(DraftJson.Default.Options));
}
