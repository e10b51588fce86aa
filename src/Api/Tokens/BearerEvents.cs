using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

/// <summary>What the stock scheme leaves to us: it validates each token once; we remember it, read whose it is, and say what is wrong with it.</summary>
internal sealed class BearerEvents(RememberedTokens remembered, IOptions<TokenSettings> settings, TimeProvider clock) : JwtBearerEvents
{
    private static readonly JsonWebTokenHandler reader = new();

    /// <summary>Where the built-in issuer has tokens as well, which name no issuer. What is remembered need not be read.</summary>
    public bool IsOfProvider(HttpContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } header] || remembered.Find(header) is not null)
            return false;
        var text = header.Split(' ')[^1];
        return !reader.CanReadToken(text) || reader.ReadJsonWebToken(text).Issuer.Length > 0;
    }

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var headers = context.Request.Headers.Authorization;
        if (headers.Count > 1)
        {
            context.Fail(new TokenFault(new("There is more than one Authorization header.", "Заголовок Authorization указан более одного раза.")));
        }
        else if (headers is [{ } header] && remembered.Find(header) is { } known)
        {
            context.Principal = known.Caller;
            context.Success();
        }
        else if (headers.Count == 1 && context.Options.ConfigurationManager is { } provider)
        {
            await Get(provider, context);
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (IsTooLong(token))
        {
            context.Fail(new TokenFault(new(
                $"The token lasts for longer than {TokenSettings.LongestLifetime.TotalHours} hours.",
                $"Срок действия токена больше {TokenSettings.LongestLifetime.TotalHours} часов.")));
            return Task.CompletedTask;
        }

        var isOfProvider = context.Scheme.Name == TokenServices.Provider;
        var (caller, error) = CallerClaims.Read((ClaimsIdentity)context.Principal!.Identity!, token, isOfProvider ? settings.Value : null);
        context.Principal = caller;
        if (caller is null)
            context.Fail(new TokenFault(error!));
        else if (context.Properties is { IssuedUtc: { } from, ExpiresUtc: { } to })
            remembered.Remember(context.Request.Headers.Authorization!, new RememberedToken(caller, from, to));
        return Task.CompletedTask;
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        var failure = context.AuthenticateFailure is { } exception ? InWords(exception) : null;
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : $"Bearer error=\"invalid_token\", error_description=\"{failure.En}\"";
        return context.HttpContext.Answer(Problems.Unauthenticated(failure));
    }

    /// <summary>Without the provider's keys the stock scheme would say something untrue of the token.</summary>
    private static async Task Get(IConfigurationManager<OpenIdConnectConfiguration> provider, MessageReceivedContext context)
    {
        try
        {
            await provider.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception away) when (away is InvalidOperationException or OperationCanceledException)
        {
            context.Fail(new TokenFault(new(
                "The keys of the identity provider cannot be had at this moment. Try again.",
                "Ключи поставщика удостоверений сейчас недоступны. Повторите запрос.")));
        }
    }

    /// <summary>Whether it was issued for too long, or, whatever it says of its issue, has too long to go.</summary>
    private bool IsTooLong(JsonWebToken token)
    {
        var latest = clock.GetUtcNow().UtcDateTime + settings.Value.ClockSkew;
        if (token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out _) && token.IssuedAt < latest)
            latest = token.IssuedAt;
        return token.ValidTo - TokenSettings.LongestLifetime > latest;
    }

    private static Phrase InWords(Exception failure) => failure switch
    {
        TokenFault ours => ours.Fault,
        SecurityTokenExpiredException => new("The token has expired.", "Срок действия токена истёк."),
        SecurityTokenNotYetValidException => new("The token is not valid yet.", "Срок действия токена ещё не начался."),
        SecurityTokenNoExpirationException => new("The token has no end.", "У токена не указан срок окончания действия."),
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException =>
            new("The token is not signed with the key of this system.", "Токен подписан не ключом этой системы."),
        SecurityTokenInvalidAudienceException => new("The token is not for this system.", "Токен предназначен не для этой системы."),
        SecurityTokenInvalidIssuerException => new("The token is of another issuer.", "Токен выдан другим издателем."),
        _ => new("This is not a token of this system.", "Это не токен этой системы."),
    };
}

/// <summary>What is wrong with a token beside its signature and its times.</summary>
internal sealed class TokenFault(Phrase fault) : AuthenticationFailureException(fault.En)
{
    public Phrase Fault => fault;
}

/// <summary>The principal of a validated token, with its actor read once.</summary>
internal sealed class Caller(ClaimsIdentity identity, Actor actor, DateTimeOffset until, CancellationToken revoked) : ClaimsPrincipal(identity)
{
    public Actor Actor => actor;

    /// <summary>When the token ends; a stream that it opened ends with it.</summary>
    public DateTimeOffset Until => until;

    /// <summary>Cancelled when the token's key is dropped before that.</summary>
    public CancellationToken Revoked => revoked;
}

internal static class Callers
{
    /// <summary>Who asks. Only behind an endpoint that needs a token.</summary>
    public static Actor Actor(this HttpContext context) => context.Caller().Actor;

    public static Caller Caller(this HttpContext context) =>
        context.User as Caller ?? throw new InvalidOperationException("This endpoint was reached without a token.");
}

/// <summary>Lets in to what a caller's roles alone decide on; what is about a draft, a profile or an authority is asked where that is known.</summary>
internal static class Admission
{
    public static Func<HttpContext, Task<IResult>> To(Operation operation, Func<HttpContext, Task<IResult>> handle)
    {
        var permission = PermissionTable.Of(operation);
        return async context => permission.Refuse(context.Actor()) is { } refusal ? new RefusalAnswer(refusal) : await handle(context);
    }
}
