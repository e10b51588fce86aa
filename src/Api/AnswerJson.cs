using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Authorities;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Classifiers;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Health;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Api.Registrations;
using RmsOrleans.Api.Sequences;
using RmsOrleans.Api.Tasks;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AuthorityCodeJson), typeof(RegistrationNumberJson), typeof(DraftIdJson), typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(ReceiptAnswer))]
[JsonSerializable(typeof(DraftAnswer))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ChangesAnswer))]
[JsonSerializable(typeof(VersionContent))]
[JsonSerializable(typeof(JournalAnswer))]
[JsonSerializable(typeof(DraftList))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(ReadList))]
[JsonSerializable(typeof(RegistrationAnswer))]
[JsonSerializable(typeof(ProfileStatusAnswer))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfileVersionAnswer))]
[JsonSerializable(typeof(ProfileChangesAnswer))]
[JsonSerializable(typeof(ProfileVersionContent))]
[JsonSerializable(typeof(ProfileJournalAnswer))]
[JsonSerializable(typeof(ProfileReceiptAnswer))]
[JsonSerializable(typeof(DirectoryChanges))]
[JsonSerializable(typeof(DirectorySnapshot))]
[JsonSerializable(typeof(AcknowledgedAnswer))]
[JsonSerializable(typeof(CoverageAnswer))]
[JsonSerializable(typeof(SequenceList))]
[JsonSerializable(typeof(CertificateAnswer))]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(AuthorityAnswer))]
[JsonSerializable(typeof(AuthorityImported))]
[JsonSerializable(typeof(CalendarAnswer))]
[JsonSerializable(typeof(CalendarYearAnswer))]
[JsonSerializable(typeof(CalendarLoadAnswer))]
[JsonSerializable(typeof(TermAnswer))]
[JsonSerializable(typeof(DraftDeadlineAnswer))]
[JsonSerializable(typeof(ClassifierList))]
[JsonSerializable(typeof(ClassifierLoadAnswer))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(Redelivery))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;

internal static class ReadableJson
{
    /// <summary>For what is not written by <see cref="Http.Answers"/>: readable as those are.</summary>
    public static readonly AnswerJson Answers = new(new JsonSerializerOptions(AnswerJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
