using System.Globalization;
using System.Text.Json.Nodes;
using RmsOrleans.Desk.Forms;

namespace RmsOrleans.Tests;

/// <summary>Values of JSON as officials write them into a form: days and times as on paper, by the clock of Moscow.</summary>
internal static class AsWritten
{
    private static readonly TimeZoneInfo moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static string Value(ValueKind kind, JsonNode value) => kind switch
    {
        ValueKind.Day => DateOnly.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        ValueKind.Time => TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture), moscow).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture),
        ValueKind.Whole => value.ToJsonString(),
        _ => value.GetValue<string>(),
    };

    public static IEnumerable<string> Lines(JsonNode texts) => texts.AsArray().Select(item => item!.GetValue<string>());
}
