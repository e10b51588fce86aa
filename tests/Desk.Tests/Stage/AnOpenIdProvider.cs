using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace RmsOrleans.Desk.Tests.Stage;

/// <summary>
/// An identity provider on the loopback that knows two clients, takes whoever comes for the person that the test names, and remembers the codes that
/// have been used.
/// </summary>
internal sealed class AnOpenIdProvider : IAsyncDisposable
{
    public const string Client = "desk";
    public const string OtherClient = "payroll";
    public const string Secret = "s e c r e t +/=";
    public const string Audience = "rms";

    private static readonly string[] schemes = [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme];

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, bool> used = [];
    private WebApplication app = null!;

    private AnOpenIdProvider()
    {
    }

    public string Address => app.Urls.Single();

    /// <summary>Who is before the browser.</summary>
    public Person Who { get; set; } = new();

    /// <summary>The error that it answers with in the place of a code.</summary>
    public string? Denies { get; set; }

    /// <summary>Whether it breaks every connection.</summary>
    public bool IsAway { get; set; }

    /// <summary>The hints by which it knew whose session to end.</summary>
    public ConcurrentQueue<string?> SignedOut { get; } = [];

    public static async Task<AnOpenIdProvider> Start(string client)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new AnOpenIdProvider();
        builder.Services.AddOpenIddict().AddServer(server => provider.SetUp(server, client));
        var app = builder.Build();
        provider.app = app;
        app.Use((context, next) =>
        {
            if (!provider.IsAway)
                return next(context);
            context.Abort();
            return Task.CompletedTask;
        });
        app.UseAuthentication();
        app.MapGet("/authorize", provider.Authorize);
        app.MapGet("/logout", provider.EndSession);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private void SetUp(OpenIddictServerBuilder server, string client)
    {
        server.EnableDegradedMode().SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("logout");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Profile);
        server.AddSigningKey(new RsaSecurityKey(rsa) { KeyId = "key-1" }).AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        server.DisableAccessTokenEncryption();
        server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();

        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
        {
            if (asked.ClientId is not (Client or OtherClient) || asked.RedirectUri is not { } back || !back.StartsWith($"{client}/", StringComparison.Ordinal))
                asked.Reject(Errors.InvalidClient);
            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(asked =>
        {
            if (asked.ClientId is not (Client or OtherClient) || asked.ClientSecret != Secret)
                asked.Reject(Errors.InvalidClient);
            else if (!used.TryAdd(asked.Request.Code!, true))
                asked.Reject(Errors.InvalidGrant);
            return default;
        }));
        // Not before: this provider's codes hold what it will say.
        server.AddEventHandler<ProcessSignInContext>(handler => handler.SetOrder(OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 1).UseInlineHandler(made =>
        {
            made.AccessTokenPrincipal?.SetClaims("groups", Who.Groups);
            return default;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(asked =>
        {
            if (asked.PostLogoutRedirectUri != $"{client}/desk/login")
                asked.Reject(Errors.InvalidRequest);
            return default;
        }));
    }

    private IResult Authorize(HttpContext context)
    {
        if (Denies is { } error)
        {
            var why = new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "<b>Whatever it says</b>",
            });
            return Results.Forbid(why, schemes);
        }

        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, Who.Subject).SetClaim("name", Who.Name).SetClaim("customs_code", Who.Authority).SetClaim("unit", Who.Unit);
        identity.SetClaims("roles", Who.Roles);
        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes()).SetResources(Who.Audience).SetAccessTokenLifetime(Who.Lasts);
        identity.SetDestinations(claim => claim.Type is "name" ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: schemes[0]);
    }

    private IResult EndSession(HttpContext context)
    {
        SignedOut.Enqueue(context.GetOpenIddictServerRequest()!.IdTokenHint);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, schemes);
    }
}

/// <summary>Somebody as the provider knows them.</summary>
internal sealed record Person
{
    public string Subject { get; init; } = "8f14e45f";

    public string Name { get; init; } = "Е. К. Лебедева";

    public string? Authority { get; init; } = "10216000";

    public string? Unit { get; init; } = "RMS coordination";

    public ImmutableArray<string> Roles { get; init; } = ["rms-koordinator", "offline_access"];

    /// <summary>What the provider says besides, and nobody here wants to know.</summary>
    public ImmutableArray<string> Groups { get; init; } = ["staff"];

    public string Audience { get; init; } = AnOpenIdProvider.Audience;

    public TimeSpan Lasts { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whose token no cookie holds.</summary>
    public Person WithLargeToken() => this with { Groups = [.. Enumerable.Range(0, 300).Select(number => $"a group of the directory, number {number}")] };
}
