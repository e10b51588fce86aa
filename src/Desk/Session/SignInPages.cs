using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Session;

/// <summary>Signing in and out, and the choice of a language.</summary>
internal static class SignInPages
{
    private const int LongestToken = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", context => Show(context).ExecuteAsync(context));
        routes.MapPost("/login", async context => await (await SignIn(context)).ExecuteAsync(context));
        routes.MapPost("/logout", SignOut);
        routes.MapPost("/language", Choose);
    }

    /// <summary>The page that a session leads to when it has ended. What was typed into a form is shown there again once the caller is back.</summary>
    public static IResult Ask(HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : Places.Prefix;
        var hadOne = SessionCookie.Read(context.Request) is not null;
        return DeskRequest.GoTo($"{Places.Prefix}/login?back={Uri.EscapeDataString(back)}{(hadOne ? "&ended=1" : "")}");
    }

    private static IResult Show(HttpContext context)
    {
        var desk = new DeskRequest(context, Door(context));
        return desk.Page<SignInPage>(
            (nameof(SignInPage.Back), Inside(desk.Query("back"))), (nameof(SignInPage.HasEnded), desk.Query("ended") is not null),
            (nameof(SignInPage.ByProvider), HasProvider(context)));
    }

    private static async Task<IResult> SignIn(HttpContext context)
    {
        var desk = new DeskRequest(context, Door(context));
        var form = await desk.Posted();
        var back = Inside(form["back"]);
        return await Begin(desk, form["token"].ToString()) is { } fault
            ? desk.Page<SignInPage>(
                StatusCodes.Status401Unauthorized, (nameof(SignInPage.Back), back), (nameof(SignInPage.Fault), fault), (nameof(SignInPage.ByProvider), HasProvider(context)))
            : DeskRequest.GoTo(back);
    }

    /// <summary>Begins a session with a token: for this request and, by the cookie, for those after it.</summary>
    /// <returns>Why there is none; null if there is.</returns>
    public static async Task<string?> Begin(DeskRequest desk, string typed)
    {
        var token = typed.Trim();
        if (token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            token = token["Bearer ".Length..].Trim();
        if (token.Length is 0 or > LongestToken || token.Any(character => !char.IsAscii(character) || char.IsControl(character) || character is ' ' or ';' or ','))
            return desk.In(new("This is not a token.", "Это не токен."));

        desk.Context.Request.Headers.Authorization = $"Bearer {token}";
        var answer = await desk.Ask(HttpMethods.Get, "/me");
        if (!answer.IsGood)
            return answer.Problem() is { } problem ? problem.Detail ?? problem.Title : null;
        if (token.Length > SessionCookie.Longest)
            return desk.In(new("This token is too long for a session.", "Этот токен слишком длинный для сеанса."));

        SessionCookie.Write(desk.Context, token, answer.Read(DeskJson.Default.Viewer).ExpiresAt - TimeProvider.System.GetUtcNow());
        return null;
    }

    /// <summary>Whether people have accounts with an identity provider.</summary>
    public static bool HasProvider(HttpContext context) => false;

    private static Task SignOut(HttpContext context)
    {
        SessionCookie.Delete(context);
        return DeskRequest.GoTo($"{Places.Prefix}/login").ExecuteAsync(context);
    }

    private static async Task Choose(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        DeskLanguage.Choose(context, form["language"]);
        await DeskRequest.GoTo(Inside(form["back"])).ExecuteAsync(context);
    }

    /// <summary>A page of the desk and nothing else, or a link could lead from the sign-in to somebody else's site.</summary>
    private static string Inside(string? place) =>
        place is not null && (place == Places.Prefix || place.StartsWith($"{Places.Prefix}/", StringComparison.Ordinal) || place.StartsWith($"{Places.Prefix}?", StringComparison.Ordinal))
            && !place.Contains('\\') && !place.Contains("..", StringComparison.Ordinal) && !place.Any(char.IsControl)
            ? place
            : Places.Prefix;

    private static ApiDoor Door(HttpContext context) => context.RequestServices.GetRequiredService<ApiDoor>();
}
