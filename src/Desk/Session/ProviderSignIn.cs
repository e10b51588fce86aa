using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Session;

/// <summary>
/// Signing in by the identity provider. What it must remember until the browser is back goes along with the browser, sealed: any node ends what another
/// has begun. The token that the provider gives for the API is the session then.
/// </summary>
internal static class ProviderSignIn
{
    /// <summary>The page that a sign-in in a window of its own ends on.</summary>
    public const string Done = $"{Places.Prefix}/login/done";

    /// <summary>A longer place, such as a list with very many filters, would make an address that not every provider takes.</summary>
    private const int LongestPlace = 1000;

    private static readonly TimeProvider clock = TimeProvider.System;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login/provider", Begin);
        routes.MapGet(ProviderClient.Callback[Places.Prefix.Length..], End);
        routes.MapGet(Done[Places.Prefix.Length..], context => Request(context, Done).Page<SignedInPage>().ExecuteAsync(context));
    }

    private static async Task Begin(HttpContext context)
    {
        if (!SignInPages.HasProvider(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var place = SignInPages.Inside(context.Request.Query["back"]);
        var back = place.Length <= LongestPlace ? place : place.Split('?')[0];
        try
        {
            var handler = await ProviderClient.Handler(context);
            await handler.ChallengeAsync(new AuthenticationProperties { RedirectUri = back, ExpiresUtc = clock.GetUtcNow() + ProviderClient.Longest });
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await Fail(context, FailedSignIn.Of(failure), back);
        }
    }

    private static async Task End(HttpContext context)
    {
        if (!SignInPages.HasProvider(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (context.Request.Query["state"] is not [{ } state] || ProviderClient.Options(context).StateDataFormat.Unprotect(state) is not { } begun)
        {
            await Fail(context, new(SignInFailure.Lost), Places.Prefix);
            return;
        }
        var back = SignInPages.Inside(begun.RedirectUri);
        if (begun.ExpiresUtc is not { } latest || latest < clock.GetUtcNow())
        {
            await Fail(context, new(SignInFailure.Late), back);
            return;
        }

        await (await ProviderClient.Handler(context)).HandleRequestAsync();
        var answer = ProviderAnswer.Of(context);
        if ((answer.Failure ?? await Enter(context, answer)) is { } failure)
            await Fail(context, failure, back);
        else
            await DeskRequest.GoTo(back).ExecuteAsync(context);
    }

    /// <summary>Begins the session, if the API takes the token that was given for it.</summary>
    private static async Task<FailedSignIn?> Enter(HttpContext context, ProviderAnswer answer)
    {
        if (answer.AccessToken is not { } token)
            return new(SignInFailure.Refused, "no access token");
        ProviderSignOut.Keep(context, answer.IdToken); // whoever is not let in may want to come as somebody else
        var desk = Request(context, Places.Prefix);
        if (await SessionStart.By(desk, token) is { } fault)
            return new(SignInFailure.NotTaken, await SessionStart.By(new DeskRequest(context, Door(context)) { Language = Language.En }, token)) { Detail = fault };
        return null;
    }

    private static Task Fail(HttpContext context, FailedSignIn failure, string back)
    {
        failure.Log(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn)));
        return Request(context, $"{Places.Prefix}/login?back={Uri.EscapeDataString(back)}")
            .Page<SignInFailedPage>(failure.Status, (nameof(SignInFailedPage.Failed), failure), (nameof(SignInFailedPage.Back), back)).ExecuteAsync(context);
    }

    /// <param name="place">Where a page leads back to that is shown; its own address says what may be said once.</param>
    private static DeskRequest Request(HttpContext context, string place) => new(context, Door(context)) { Place = place };

    private static ApiDoor Door(HttpContext context) => context.RequestServices.GetRequiredService<ApiDoor>();
}
