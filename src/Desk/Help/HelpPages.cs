using RmsOrleans.Desk.Session;

namespace RmsOrleans.Desk.Help;

/// <summary>What there is to know of the desk itself.</summary>
internal static class HelpPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/help", desk => Task.FromResult(desk.Page<HelpPage>()));
        routes.Form("/help/keys", SwitchKeys);
    }

    private static async Task<IResult> SwitchKeys(DeskRequest desk)
    {
        var posted = await desk.Context.Request.ReadFormAsync(desk.Context.RequestAborted);
        LetterKeys.Switch(desk.Context, isOn: posted["keys"] != LetterKeys.Off);
        return DeskRequest.GoTo($"{DeskSurface.Prefix}/help");
    }
}

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
            context.Response.Cookies.Delete(Cookie, SessionCookie.Options(context.Request, null));
        else
            context.Response.Cookies.Append(Cookie, Off, SessionCookie.Options(context.Request, kept));
    }
}
