using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The JSON of stored events; <see cref="StoredEvents"/> says by which names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(AuthorityCodeJson), typeof(RegistrationNumberJson), typeof(ProfileIdJson),
        typeof(EnumNames<ProfileKind>), typeof(EnumNames<Territory>), typeof(EnumNames<ApplicationMode>), typeof(EnumNames<IndicatorGroup>),
        typeof(EnumCamelCaseNames<IndicatorOperator>), typeof(EnumNames<VisaRole>), typeof(EnumNames<DeadlineKind>), typeof(EnumNames<TermUnit>),
        typeof(EnumNames<CoveringDocument>), typeof(EnumNames<Signatory>), typeof(EnumNames<Enclosure>),
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
[JsonSerializable(typeof(OpinionGiven))]
[JsonSerializable(typeof(OpinionReturned))]
[JsonSerializable(typeof(OpinionAgreed))]
[JsonSerializable(typeof(DraftWithdrawn))]
[JsonSerializable(typeof(ProfileEdited))]
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
internal sealed partial class DraftJson : JsonSerializerContext;

/// <summary>The same, as it is stored.</summary>
internal static class StoredDraft
{
    public static readonly DraftJson Json = new(StoredJson.AsItIs(DraftJson.Default.Options));
}
