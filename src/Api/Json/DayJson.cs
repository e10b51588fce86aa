using System.Globalization;

namespace RmsOrleans.Api.Json;

/// <summary>A day as <c>YYYY-MM-DD</c> and in no other form.</summary>
internal sealed class DayJson() : OneString<DateOnly>("a date such as 2026-12-01", "2000-01-01")
{
    private const string Format = "yyyy-MM-dd";

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    protected override bool TryParse(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
