using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Http;

/// <summary>What a body may be.</summary>
internal static class ContentTypes
{
    public const string Json = "application/json";
    public const string JsonLines = "application/x-ndjson";
    public const string Csv = "text/csv";

    /// <summary>Whether the body is of this type, in UTF-8.</summary>
    public static bool HasContentType(this HttpRequest request, string type)
    {
        var sent = request.ContentType;
        if (string.Equals(sent, type, StringComparison.OrdinalIgnoreCase))
            return true;

        return MediaTypeHeaderValue.TryParse(sent, out var parsed)
            && parsed.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
