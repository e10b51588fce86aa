using System.Text.Json.Serialization;
using RmsOrleans.Api.Authorities;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Health;
using RmsOrleans.Api.Registrations;
using RmsOrleans.Api.Sequences;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Content;
using RmsOrleans.Grains.Json;

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
[JsonSerializable(typeof(RegistrationAnswer))]
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
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
