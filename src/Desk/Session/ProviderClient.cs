using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RmsOrleans.Api.Tokens;

namespace RmsOrleans.Desk.Session;

/// <summary>
/// The desk as a client of the identity provider, by the stock handler. It is no scheme of the program, since each request of whatever kind would then be
/// shown to it; the two requests that are its own make it for themselves.
/// </summary>
internal static class ProviderClient
{
    /// <summary>Where the provider sends people back to; it must know this address.</summary>
    public const string Callback = $"{Places.Prefix}/login/callback";

    /// <summary>How long a sign-in may take, until the browser is back.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const string Plain = "desk";
    private const string Tls = "desk-tls";

    public static IServiceCollection AddProviderSignIn(this IServiceCollection services)
    {
        services.AddTransient<OpenIdConnectHandler>();
        foreach (var name in (string[])[Plain, Tls])
        {
            services.AddOptions<OpenIdConnectOptions>(name).Configure<IOptions<TokenSettings>, KeyedProtection>((options, settings, protection) =>
            {
                Apply(options, settings.Value);
                (options.CorrelationCookie, options.DataProtectionProvider) = (TyingToBrowser(name), protection);
            });
        }
        services.AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>>(provider => new OpenIdConnectPostConfigureOptions(provider.GetRequiredService<KeyedProtection>()));
        // Pages tell what went wrong, and events of our own; the handler's have the texts of whoever sent them.
        return services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None));
    }

    public static OpenIdConnectOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Name(context));

    public static async Task<OpenIdConnectHandler> Handler(HttpContext context)
    {
        var handler = context.RequestServices.GetRequiredService<OpenIdConnectHandler>();
        await handler.InitializeAsync(new AuthenticationScheme(Name(context), null, typeof(OpenIdConnectHandler)), context);
        return handler;
    }

    /// <summary>Where browsers find the program.</summary>
    public static string Origin(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<TokenSettings>>().Value.SignIn.PublicAddress is { } address && !string.IsNullOrWhiteSpace(address)
            ? address.TrimEnd('/')
            : $"{context.Request.Scheme}://{context.Request.Host}";

    private static string Name(HttpContext context) => context.Request.IsHttps ? Tls : Plain;

    /// <summary>
    /// A sign-in is ended by the browser that began it. By TLS the prefix sees to it that no other host of the domain sets this cookie, and so has somebody
    /// sign in without knowing as whom.
    /// </summary>
    private static CookieBuilder TyingToBrowser(string name) => new()
    {
        Name = name == Tls ? "__Host-rms-sign-in." : "rms-sign-in.",
        Path = "/",
        SameSite = SameSiteMode.Lax,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        HttpOnly = true,
        IsEssential = true,
        Expiration = Longest,
    };

    private static void Apply(OpenIdConnectOptions options, TokenSettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = false; // the settings allow http only on this machine
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        (options.ClientId, options.ClientSecret) = (settings.SignIn.ClientId, settings.SignIn.ClientSecret);
        options.Resource = string.IsNullOrWhiteSpace(settings.SignIn.Resource) ? null : settings.SignIn.Resource;
        options.Scope.Clear();
        foreach (var scope in settings.SignIn.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(OpenIdConnectScope.OpenId))
            options.Scope.Add(scope);

        // The answer comes with the browser's own request, for which it sends its cookies; a form from there would be a button pressed on another site.
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.CallbackPath, options.RemoteAuthenticationTimeout, options.ProtocolValidator.NonceLifetime) = (Callback, Longest, Longest);
        (options.NonceCookie.Name, options.NonceCookie.SameSite, options.NonceCookie.SecurePolicy) = ("rms-nonce.", SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);

        (options.MapInboundClaims, options.SaveTokens, options.DisableTelemetry) = (false, true, true);
        options.TokenValidationParameters.ClockSkew = settings.ClockSkew;
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = redirect =>
            {
                redirect.ProtocolMessage.RedirectUri = $"{Origin(redirect.HttpContext)}{Callback}";
                return Task.CompletedTask;
            },
            OnTicketReceived = ticket =>
            {
                ProviderAnswer.Keep(ticket.HttpContext, new(null, ticket.Properties));
                ticket.HandleResponse();
                return Task.CompletedTask;
            },
            OnAccessDenied = denied =>
            {
                ProviderAnswer.Keep(denied.HttpContext, new(new(SignInFailure.Denied), null));
                denied.HandleResponse();
                return Task.CompletedTask;
            },
            OnRemoteFailure = failed =>
            {
                ProviderAnswer.Keep(failed.HttpContext, new(FailedSignIn.Of(failed.Failure), null));
                failed.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }
}

/// <summary>What came of asking the provider: its tokens, or why there are none.</summary>
internal sealed record ProviderAnswer(FailedSignIn? Failure, AuthenticationProperties? Properties)
{
    public string? AccessToken => Properties?.GetTokenValue(OpenIdConnectParameterNames.AccessToken);

    public string? IdToken => Properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken);

    public static void Keep(HttpContext context, ProviderAnswer answer) => context.Features.Set(answer);

    public static ProviderAnswer Of(HttpContext context) => context.Features.Get<ProviderAnswer>() ?? throw new InvalidOperationException("The handler has not said how it ended.");
}
