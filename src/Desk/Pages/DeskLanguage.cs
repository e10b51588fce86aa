using RmsOrleans.Api.Http;

namespace RmsOrleans.Desk.Pages;

/// <summary>In which language pages are: as chosen on one of them, else as the browser asks.</summary>
internal static class DeskLanguage
{
    public const string Cookie = "rms-language";

    private static readonly TimeSpan kept = TimeSpan.FromDays(365);

    public static Language Of(HttpRequest request) => request.Cookies[Cookie] switch
    {
        "ru" => Language.Ru,
        "en" => Language.En,
        _ => Languages.Of(request),
    };

    public static string Code(this Language language) => language switch { Language.En => "en", Language.Ru => "ru" };

    public static void Choose(HttpContext context, string? code)
    {
        if (code is "ru" or "en")
            context.Response.Cookies.Append(Cookie, code, DeskCookies.Options(context.Request, kept));
    }
}
