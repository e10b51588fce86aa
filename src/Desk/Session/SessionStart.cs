using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Desk.Session;

/// <summary>Begins a session with a token: for this request and, by the cookie, for those after it.</summary>
internal static class SessionStart
{
    private const int LongestToken = 64 * 1024;

    private static readonly Phrase noToken = new("This is not a token.", "Это не токен.");
    private static readonly Phrase tooLong = new("This token is too long for a session.", "Этот токен слишком длинный для сеанса.");
    private static readonly Phrase over = new("The token has expired.", "Срок действия токена истёк.");

    /// <inheritdoc cref="By(DeskRequest, string)"/>
    /// <param name="typed">As somebody has it from a terminal or a header.</param>
    public static Task<string?> ByTyped(DeskRequest desk, string typed)
    {
        var token = typed.Trim();
        return By(desk, token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? token["Bearer ".Length..].Trim() : token);
    }

    /// <returns>Why there is no session; null if there is one.</returns>
    public static async Task<string?> By(DeskRequest desk, string token)
    {
        if (token.Length is 0 or > LongestToken || token.Any(character => !char.IsAscii(character) || char.IsControl(character) || character is ' ' or ';' or ','))
            return desk.In(noToken);

        desk.Context.Request.Headers.Authorization = $"Bearer {token}";
        ShortTokenBorne.NotBy(desk.Context); // that was the session before
        var answer = await desk.Ask(HttpMethods.Get, "/me");
        if (!answer.IsGood)
            return answer.Problem() is { } problem ? problem.Detail ?? problem.Title : null;

        var caller = answer.Read(DeskJson.Default.Viewer);
        var lasts = caller.ExpiresAt - TimeProvider.System.GetUtcNow();
        if (lasts <= TimeSpan.Zero)
            return desk.In(over); // by a clock that is as wrong as one may be
        if (token.Length <= SessionCookie.Longest)
            SessionCookie.Write(desk.Context, token, lasts);
        else if (SignInPages.HasProvider(desk.Context) && Short(desk.Context, caller) is { Length: < SessionCookie.Longest } stands)
            SessionCookie.Write(desk.Context, stands, lasts, isShort: true);
        else
            return desk.In(tooLong);
        return null;
    }

    private static string Short(HttpContext context, Viewer caller)
    {
        var roles = caller.Roles.Select(name => RoleNames.TryParse(name, out var role) ? role : throw new InvalidOperationException($"{name} is no role."));
        return context.RequestServices.GetRequiredService<ShortTokens>().Issue(
            new Actor(caller.Subject, caller.Name, caller.Authority.Code, caller.Unit, [.. roles]), caller.ExpiresAt);
    }
}
