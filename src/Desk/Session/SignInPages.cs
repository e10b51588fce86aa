using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Session;

/// <summary>Signing in and out, and the choice of a language.</summary>
internal static class SignInPages
{
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

    /// <summary>Whether people sign in by the identity provider.</summary>
    public static bool HasProvider(HttpContext context) => Settings(context).HasSignIn;

    /// <summary>Whether a token can be typed: where the program issues some, and where there is no other way.</summary>
    public static bool TakesTokens(HttpContext context) =>
        !HasProvider(context) || Settings(context).IssuesItself(context.RequestServices.GetRequiredService<IConfiguration>());

    /// <summary>A page of the desk and nothing else, or a link could lead from the sign-in to somebody else's site.</summary>
    public static string Inside(string? place) =>
        place is not null && (place == Places.Prefix || place.StartsWith($"{Places.Prefix}/", StringComparison.Ordinal) || place.StartsWith($"{Places.Prefix}?", StringComparison.Ordinal))
            && !place.Contains('\\') && !place.Contains("..", StringComparison.Ordinal) && place.All(letter => char.IsAscii(letter) && !char.IsControl(letter))
            ? place
            : Places.Prefix;

    private static IResult Show(HttpContext context)
    {
        var desk = new DeskRequest(context, Door(context));
        return Page(desk, StatusCodes.Status200OK, Inside(desk.Query("back")));
    }

    private static async Task<IResult> SignIn(HttpContext context)
    {
        var desk = new DeskRequest(context, Door(context));
        var form = await desk.Posted();
        var back = Inside(form["back"]);
        return await SessionStart.ByTyped(desk, form["token"].ToString()) is { } fault ? Page(desk, StatusCodes.Status401Unauthorized, back, fault) : DeskRequest.GoTo(back);
    }

    private static IResult Page(DeskRequest desk, int status, string back, string? fault = null) => desk.Page<SignInPage>(
        status, (nameof(SignInPage.Back), back), (nameof(SignInPage.Fault), fault), (nameof(SignInPage.HasEnded), desk.Query("ended") is not null),
        (nameof(SignInPage.ByProvider), HasProvider(desk.Context)), (nameof(SignInPage.ByToken), TakesTokens(desk.Context)));

    /// <summary>
    /// The session here, and the one at the provider. There a page leads on, not an answer that redirects: forms of a page may lead nowhere but here, also
    /// not by a detour.
    /// </summary>
    private static async Task SignOut(HttpContext context)
    {
        SessionCookie.Delete(context);
        if (await ProviderSignOut.Begin(context) is not { } ending)
        {
            await DeskRequest.GoTo($"{Places.Prefix}/login").ExecuteAsync(context);
            return;
        }
        if (ending.Address is not null)
            context.Response.Headers["Refresh"] = $"0; url={ending.Address}";
        var desk = new DeskRequest(context, Door(context)) { Place = $"{Places.Prefix}/login" };
        await desk.Page<SignedOutPage>((nameof(SignedOutPage.Onward), ending.Address)).ExecuteAsync(context);
    }

    private static async Task Choose(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        DeskLanguage.Choose(context, form["language"]);
        await DeskRequest.GoTo(Inside(form["back"])).ExecuteAsync(context);
    }

    private static TokenSettings Settings(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<TokenSettings>>().Value;

    private static ApiDoor Door(HttpContext context) => context.RequestServices.GetRequiredService<ApiDoor>();
}
