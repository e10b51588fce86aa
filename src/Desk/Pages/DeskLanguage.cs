using RmsOrleans.Api.Http;

namespace RmsOrleans.Desk.Pages;

/// <summary>In which language pages are: as chosen on one of them, else as the browser asks.</summary>
internal static class DeskLanguage
{
    public const string Cookie = "rms-language";

    /// <summary>By which a form that is shown again says in which language.</summary>
    public const string Field = "_language";

    private static readonly TimeSpan kept = TimeSpan.FromDays(365);

    public static Language Of(HttpRequest request) => Of(request.Cookies[Cookie]) ?? Languages.Of(request);

    public static string Code(this Language language) => language switch { Language.En => "en", Language.Ru => "ru" };

    /// <returns>Null if that is none of its languages.</returns>
    public static Language? Choose(HttpContext context, string? code)
    {
        var language = Of(code);
        if (language is not null)
            context.Response.Cookies.Append(Cookie, code!, DeskCookies.Options(context.Request, kept));
        return language;
    }

    private static Language? Of(string? code) => code switch
    {
        "ru" => Language.Ru,
        "en" => Language.En,
        _ => null,
    };
}
