using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Calendar;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CalendarAnswer))]
[JsonSerializable(typeof(CalendarYearAnswer))]
[JsonSerializable(typeof(CalendarLoadAnswer))]
[JsonSerializable(typeof(TermAnswer))]
[JsonSerializable(typeof(DraftDeadlineAnswer))]
internal sealed partial class CalendarAnswerJson : JsonSerializerContext;
