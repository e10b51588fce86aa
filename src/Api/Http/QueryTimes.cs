using System.Globalization;

namespace RmsOrleans.Api.Http;

internal static class QueryTimes
{
    /// <summary>A time that says its offset; a local time would mean another moment on another server.</summary>
    public static bool TryRead(string text, out DateTimeOffset value)
    {
        value = default;
        return text.Length is > 16 and < 40
            && (text[^1] == 'Z' || text[^6] is '+' or '-')
            && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }
}
