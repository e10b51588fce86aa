using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Print;

/// <summary>The languages that pages are printed in.</summary>
internal enum PrintLanguage
{
    En,
    Ru,
}

internal static class PrintLanguages
{
    /// <summary>The one that the query names, else the caller's best that there is, else English.</summary>
    public static PrintLanguage Read(QueryParameters query, HttpRequest request)
    {
        switch (query.Text("language"))
        {
            case "en":
                return PrintLanguage.En;
            case "ru":
                return PrintLanguage.Ru;
            case null:
                return Accepted(request);
            default:
                query.Refuse("language", "Expected en or ru.");
                return PrintLanguage.En;
        }
    }

    public static string Code(this PrintLanguage language) => language switch { PrintLanguage.En => "en", PrintLanguage.Ru => "ru" };

    private static PrintLanguage Accepted(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted))
            return PrintLanguage.En;

        foreach (var language in accepted.Where(each => each.Quality is not 0).OrderByDescending(each => each.Quality ?? 1))
        {
            var code = language.Value.Value?.Split('-')[0].ToLowerInvariant();
            if (code is "en" or "ru")
                return code == "ru" ? PrintLanguage.Ru : PrintLanguage.En;
        }
        return PrintLanguage.En;
    }
}
