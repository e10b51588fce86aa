using System.Globalization;

namespace RmsOrleans.Api.Json;

/// <summary>A time in ISO 8601 that says its offset; a local time would mean another moment on another server.</summary>
internal sealed class TimeJson() : OneString<DateTimeOffset>("a time with its offset, such as 2026-11-20T10:15:00+03:00", "2000-01-01T00:00:00Z")
{
    private static readonly string[] formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    protected override bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;
        return SaysItsOffset(text) && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private static bool SaysItsOffset(string text) =>
        text.Length > 6 && (text[^1] == 'Z' || (text[^6] is '+' or '-' && text[^3] == ':'));
}
