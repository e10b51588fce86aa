namespace RmsOrleans.Desk.Pages;

/// <summary>What browsers may do with the cookies of the desk: send them here, from its own pages, and show them to no script.</summary>
internal static class DeskCookies
{
    public static CookieOptions Options(HttpRequest request, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
        Path = "/",
        MaxAge = lasts,
        IsEssential = true,
    };
}
