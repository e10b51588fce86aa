using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RmsOrleans.Desk.Session;

/// <summary>
/// Signing out where one has signed in, so that the next person at the computer is not let in unasked. The provider wants to know who it is by the token
/// that it gave for that (<c>id_token_hint</c>), else it asks; that lies in a cookie which is sent here alone.
/// </summary>
internal static class ProviderSignOut
{
    private const string Place = $"{Places.Prefix}/logout";

    /// <summary>Where the token is too large for a cookie: the sign-in was by the provider all the same.</summary>
    private const string NoToken = "-";

    /// <summary>How long whoever signs out waits for the provider.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    public static void Keep(HttpContext context, string? idToken) =>
        context.Response.Cookies.Append(Name(context), idToken is { Length: <= SessionCookie.Longest } ? idToken : NoToken, Options(context, TimeSpan.FromDays(1)));

    /// <summary>Where the browser is to go on to; null if it has not signed in by the provider, or that knows no signing out.</summary>
    public static async Task<ProvidersEnding?> Begin(HttpContext context)
    {
        if (!SignInPages.HasProvider(context) || context.Request.Cookies[Name(context)] is not { Length: > 0 } kept)
            return null;
        context.Response.Cookies.Delete(Name(context), Options(context, null));
        try
        {
            var options = ProviderClient.Options(context);
            var provider = await options.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            if (string.IsNullOrEmpty(provider.EndSessionEndpoint))
                return null;
            await Answers(options, context.RequestAborted);
            var message = new OpenIdConnectMessage
            {
                IssuerAddress = provider.EndSessionEndpoint,
                ClientId = options.ClientId,
                IdTokenHint = kept == NoToken ? null : kept,
                PostLogoutRedirectUri = $"{ProviderClient.Origin(context)}{Places.Prefix}/login",
                EnableTelemetryParameters = false,
            };
            return new(message.CreateLogoutRequestUrl());
        }
        catch (Exception away) when (away is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignOut)).ProviderAway(away);
            return new(null);
        }
    }

    /// <summary>
    /// What is known of the provider may be hours old. Where it does not answer now, the browser would be left with a page of its own, and the person
    /// without knowing that the session there goes on.
    /// </summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    private static async Task Answers(OpenIdConnectOptions options, CancellationToken cancellation)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        soon.CancelAfter(patience);
        using var answer = await options.Backchannel.GetAsync(options.MetadataAddress, HttpCompletionOption.ResponseHeadersRead, soon.Token);
        answer.EnsureSuccessStatusCode();
    }

    private static string Name(HttpContext context) => context.Request.IsHttps ? "__Secure-rms-id" : "rms-id";

    private static CookieOptions Options(HttpContext context, TimeSpan? lasts)
    {
        var options = DeskCookies.Options(context.Request, lasts);
        options.Path = Place;
        return options;
    }
}

/// <param name="Address">Where the session at the provider ends; null if it does not answer.</param>
internal sealed record ProvidersEnding(string? Address);
