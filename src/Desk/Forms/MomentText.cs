using System.Globalization;

namespace RmsOrleans.Desk.Forms;

/// <summary>A day, or a time by a clock, where people may write either.</summary>
internal static class MomentText
{
    public static readonly Phrase Expected = new(
        "Expected a date such as 01.12.2026, or a date and a time such as 01.12.2026 10:15.", "Ожидается дата вида 01.12.2026 или дата и время вида 01.12.2026 10:15.");

    /// <summary>As the API writes it; null if it is neither.</summary>
    public static string? Read(string text, TimeZoneInfo zone) => Day(text, zone) ?? Time(text, zone);

    /// <summary>As a time: of a day its first moment, or, where a stretch ends with it, the first that is not in it.</summary>
    public static string? Edge(string text, TimeZoneInfo zone, bool isEnd) => Day(text, zone) is { } iso
        ? Time($"{DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(isEnd ? 1 : 0):dd.MM.yyyy} 00:00", zone)
        : Time(text, zone);

    private static string? Day(string text, TimeZoneInfo zone) => ValueText.Read(ValueKind.Day, text, zone).Value?.GetValue<string>();

    private static string? Time(string text, TimeZoneInfo zone) => ValueText.Read(ValueKind.Time, text, zone).Value?.GetValue<string>();
}
