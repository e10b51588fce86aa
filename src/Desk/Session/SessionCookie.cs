using Microsoft.Net.Http.Headers;
using RmsOrleans.Api.Tokens;

namespace RmsOrleans.Desk.Session;

/// <summary>
/// A session is the caller's token in a cookie that no script can read. Any node understands it, and none keeps anything of it; it means something
/// below <c>/desk</c> alone.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Larger cookies are thrown away by browsers, without a word.</summary>
    public const int Longest = 4000;

    /// <summary>Before a token that stands for one too large for a cookie.</summary>
    private const char ShortMark = '~';

    /// <summary>The prefix makes browsers refuse it from anywhere but this host by TLS; without TLS there is no such promise to ask for.</summary>
    public static string Name(HttpRequest request) => request.IsHttps ? "__Host-rms" : "rms";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public static void Write(HttpContext context, string token, TimeSpan lasts, bool isShort = false) =>
        context.Response.Cookies.Append(Name(context.Request), isShort ? $"{ShortMark}{token}" : token, DeskCookies.Options(context.Request, lasts));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), DeskCookies.Options(context.Request, null));

    /// <summary>Makes the cookie the caller's token, for pages alone; a token that a page's request brings itself means nothing.</summary>
    public static Task BringToken(HttpContext context, RequestDelegate next)
    {
        var kept = Read(context.Request);
        if (kept is [ShortMark, .. var token])
            ShortTokenBorne.By(context);
        else
            token = kept;
        context.Request.Headers.Authorization = string.IsNullOrEmpty(token) ? default : $"Bearer {token}";
        return next(context);
    }
}

/// <summary>Keeps other sites from pressing buttons here. Tokens in forms would do the same, and would have to be kept somewhere.</summary>
internal static class CrossSite
{
    public static bool IsRefused(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return false;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site != "same-origin";

        // Browsers leave that header out without TLS; all of them name the origin of a form.
        return request.Headers[HeaderNames.Origin] is not [{ } origin] || !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
