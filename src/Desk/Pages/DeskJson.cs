using System.Text.Json.Serialization;
using RmsOrleans.Api.Attachments;
using RmsOrleans.Api.Authorities;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Classifiers;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Efficiency;
using RmsOrleans.Api.People;
using RmsOrleans.Api.Prices;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Api.Registers;
using RmsOrleans.Api.RiskAreas;
using RmsOrleans.Api.Sequences;
using RmsOrleans.Api.Tasks;
using RmsOrleans.Api.Trials;
using RmsOrleans.Api.Unfinished;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Desk.Pages;

/// <summary>How answers of the API are read: as the records that it writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(AnsweredPhrase)])]
[JsonSerializable(typeof(Viewer))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(TaskCountsResponse))]
[JsonSerializable(typeof(OfficeTaskList))]
[JsonSerializable(typeof(OfficeTaskCountsResponse))]
[JsonSerializable(typeof(DraftList))]
[JsonSerializable(typeof(DraftCountsResponse))]
[JsonSerializable(typeof(DurationsResponse))]
[JsonSerializable(typeof(DraftResponse))]
[JsonSerializable(typeof(JournalResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(ChangesResponse))]
[JsonSerializable(typeof(AttachmentList))]
[JsonSerializable(typeof(SimilarDraftsResponse))]
[JsonSerializable(typeof(DraftDeadlineResponse))]
[JsonSerializable(typeof(CheckTaskList))]
[JsonSerializable(typeof(CheckTaskCountsResponse))]
[JsonSerializable(typeof(ControlResponse))]
[JsonSerializable(typeof(DeclarationResponse))]
[JsonSerializable(typeof(DeclarationCoverageList))]
[JsonSerializable(typeof(DeclarationLoadList))]
[JsonSerializable(typeof(DeclarationLoadResponse))]
[JsonSerializable(typeof(DeclarationMappingList))]
[JsonSerializable(typeof(TrialRunResponse))]
[JsonSerializable(typeof(TrialRunList))]
[JsonSerializable(typeof(SuggestionResponse))]
[JsonSerializable(typeof(PricePointList))]
[JsonSerializable(typeof(PriceResearchList))]
[JsonSerializable(typeof(PriceResearchResponse))]
[JsonSerializable(typeof(RiskAreaList))]
[JsonSerializable(typeof(RiskAreaResponse))]
[JsonSerializable(typeof(RiskCoverageResponse))]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(UnitList))]
[JsonSerializable(typeof(ReceiptResponse))]
[JsonSerializable(typeof(UnfinishedResponse))]
[JsonSerializable(typeof(ProfileEfficiencyResponse))]
[JsonSerializable(typeof(EfficiencyList))]
[JsonSerializable(typeof(ProfileTaskList))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfileStatusResponse))]
[JsonSerializable(typeof(ProfileVersionResponse))]
[JsonSerializable(typeof(ProfileJournalResponse))]
[JsonSerializable(typeof(ProfileChangesResponse))]
[JsonSerializable(typeof(DirectoryChanges))]
[JsonSerializable(typeof(CoverageResponse))]
[JsonSerializable(typeof(AcknowledgedResponse))]
[JsonSerializable(typeof(KindList))]
[JsonSerializable(typeof(KindResponse))]
[JsonSerializable(typeof(ChainResponse))]
[JsonSerializable(typeof(EntryList))]
[JsonSerializable(typeof(FoundEntryList))]
[JsonSerializable(typeof(EntryPeople))]
[JsonSerializable(typeof(EntryResponse))]
[JsonSerializable(typeof(EntryJournalResponse))]
[JsonSerializable(typeof(EntryTaskList))]
[JsonSerializable(typeof(DutyBoardResponse))]
[JsonSerializable(typeof(DutySummaryList))]
[JsonSerializable(typeof(DutySummaryResponse))]
[JsonSerializable(typeof(SequenceList))]
[JsonSerializable(typeof(CertificateResponse))]
[JsonSerializable(typeof(AuthorityResponse))]
[JsonSerializable(typeof(AuthorityImported))]
[JsonSerializable(typeof(CalendarResponse))]
[JsonSerializable(typeof(CalendarYearResponse))]
[JsonSerializable(typeof(CalendarLoadResponse))]
[JsonSerializable(typeof(TermResponse))]
[JsonSerializable(typeof(CapacityList))]
[JsonSerializable(typeof(ClassifierList))]
[JsonSerializable(typeof(ClassifierLoadResponse))]
[JsonSerializable(typeof(FieldList))]
[JsonSerializable(typeof(CountryList))]
[JsonSerializable(typeof(MeasureList))]
[JsonSerializable(typeof(KindCodeList))]
[JsonSerializable(typeof(OfficialList))]
[JsonSerializable(typeof(ReadList))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(TestResponse))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(Redelivery))]
internal sealed partial class DeskJson : JsonSerializerContext;

/// <summary>A phrase in an answer is a text in the language that was asked for, which is that of the page.</summary>
internal sealed class AnsweredPhrase : JsonConverter<Phrase>
{
    public override Phrase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Phrase.Same(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The desk reads answers and writes none.");
}
