using System.Globalization;

namespace RmsOrleans.Desk.Pages;

/// <summary>Days and times as officials read them.</summary>
public static class Times
{
    private static readonly string[] days = ["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    /// <summary>Null for what is no day.</summary>
    public static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text.Trim(), days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Day(this DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>By the clock whose offset it has.</summary>
    public static string DayAndTime(this DateTimeOffset time) => time.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly DayIn(this DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>From one day to another, of an answer that has them as JSON does.</summary>
    public static string Days(string from, string to) => $"{Day(from)} – {Day(to)}";

    /// <summary>A month of an answer.</summary>
    public static string Month(string month) => month.Split('-') is [var year, var of] ? $"{of}.{year}" : month;

    public static string Month(DateOnly month) => month.ToString("MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>As the API takes it. People write 11.2026; what is no month stays as it is, and the API says so.</summary>
    public static string? AskedMonth(string? text) => text?.Split('.') is [{ Length: 1 or 2 } month, { Length: 4 } year] ? $"{year}-{month.PadLeft(2, '0')}" : text;

    private static string Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Day() : text;
}
