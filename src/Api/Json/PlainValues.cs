using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

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

/// <summary>A time as <see cref="TimeText"/> reads it.</summary>
internal sealed class TimeJson() : OneString<DateTimeOffset>("a time with its offset, such as 2026-11-20T10:15:00+03:00", "2000-01-01T00:00:00Z")
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    protected override bool TryParse(string text, out DateTimeOffset value) => TimeText.TryRead(text, out value);
}

/// <summary>
/// A time of RFC 3339, which says its offset: a local time would mean another moment on another server. Seconds may be left out. Other
/// programs write nanoseconds; a time is kept to seven digits of a second, and what is finer is cut off, so that it never becomes later.
/// </summary>
internal static partial class TimeText
{
    private static readonly string[] formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryRead(string text, out DateTimeOffset value) =>
        IsPlain(text) && TryReadPlain(text, out value) || TryReadPlain(Rfc3339.Replace(text, "$1T$2$3$4").ToUpperInvariant(), out value);

    private static bool TryReadPlain(string text, out DateTimeOffset value)
    {
        value = default;
        return IsPlain(text) && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private static bool IsPlain(string text) => text.Length > 6 && (text[^1] == 'Z' || (text[^6] is '+' or '-' && text[^3] == ':'));

    [GeneratedRegex(@"\A([0-9-]{10})[Tt]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)((?<=:[0-9]{2}:[0-9]{2})\.[0-9]{1,7})?(?:(?<=\.[0-9]{7})[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339 { get; }
}

/// <summary>A whole number in digits; with a fraction of nothing but zeros, as programs write it that know one kind of number, it is the same.</summary>
internal sealed class WholeNumberJson<T> : JsonConverter<T> where T : struct, IBinaryInteger<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && WholeNumber.TryRead<T>(Encoding.ASCII.GetString(reader.ValueSpan), out var value)
            ? value
            : throw new JsonException("Expected a whole number.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(long.CreateChecked(value));
}

/// <summary>Whole numbers as bodies and queries have them.</summary>
internal static class WholeNumber
{
    public static bool TryRead<T>(string text, out T value) where T : struct, IBinaryInteger<T>
    {
        var digits = text.AsSpan();
        if (digits.IndexOf('.') is > 0 and var point && point < digits.Length - 1 && !digits[(point + 1)..].ContainsAnyExcept('0'))
            digits = digits[..point];
        return T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>One that counts something, without a sign.</summary>
    public static bool TryReadCount<T>(string text, out T value) where T : struct, IBinaryInteger<T>
    {
        value = default;
        return text.Length > 0 && char.IsAsciiDigit(text[0]) && TryRead(text, out value);
    }
}
