using System.Globalization;
using System.Text.Json.Nodes;

namespace RmsOrleans.Desk.Forms;

/// <summary>Values as officials write them: days as 01.12.2026, times by the clock of their authority.</summary>
internal static class ValueText
{
    public static readonly Phrase Needed = new("This is needed.", "Необходимо указать.");
    public static readonly Phrase DayExpected = new("Expected a date such as 01.12.2026.", "Ожидается дата вида 01.12.2026.");
    public static readonly Phrase TimeExpected = new("Expected a date and a time such as 01.12.2026 10:15.", "Ожидаются дата и время вида 01.12.2026 10:15.");
    public static readonly Phrase WholeExpected = new("Expected a whole number.", "Ожидается целое число.");

    private static readonly string[] times = ["dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss", "d.M.yyyy H:mm"];

    public static string Show(ValueKind kind, JsonValue value, TimeZoneInfo zone) => kind switch
    {
        ValueKind.Day when DayText.TryRead(value.GetValue<string>(), out var day) => day.Day(),
        ValueKind.Time when DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var time) => ShowTime(time, zone),
        ValueKind.YesNo or ValueKind.Whole => value.ToJsonString(),
        _ => FormTexts.Lines(value.GetValue<string>()),
    };

    /// <summary>As JSON has it; null and a fault where it cannot be read, so that it is sent as it was typed and refused with everything else.</summary>
    public static (JsonNode? Value, Phrase? Fault) Read(ValueKind kind, string text, TimeZoneInfo zone) => kind switch
    {
        ValueKind.Day => Pages.Times.ReadDay(text) is { } day ? (DayText.Of(day), null) : (null, DayExpected),
        ValueKind.Time => DateTime.TryParseExact(text.Trim(), times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && !zone.IsInvalidTime(time)
            ? (new DateTimeOffset(time, zone.GetUtcOffset(time)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), null)
            : (null, TimeExpected),
        ValueKind.Whole => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? (whole, null) : (null, WholeExpected),
        ValueKind.YesNo => (text == "true", null),
        ValueKind.Authority => (text.Trim().Split(' ')[0], null),
        _ => (text, null),
    };

    private static string ShowTime(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return local.ToString(local.Second == 0 ? times[0] : times[1], CultureInfo.InvariantCulture);
    }
}
