namespace RmsOrleans.Desk.Pages;

/// <summary>Whether keys without Ctrl or Alt do something. People who speak to their computer turn them off, or words would.</summary>
internal static class LetterKeys
{
    public const string Off = "off";

    private const string Cookie = "rms-keys";

    private static readonly TimeSpan kept = TimeSpan.FromDays(365);

    public static bool AreOff(HttpRequest request) => request.Cookies[Cookie] == Off;

    public static void Switch(HttpContext context, bool isOn)
    {
        if (isOn)
            context.Response.Cookies.Delete(Cookie, DeskCookies.Options(context.Request, null));
        else
            context.Response.Cookies.Append(Cookie, Off, DeskCookies.Options(context.Request, kept));
    }
}
