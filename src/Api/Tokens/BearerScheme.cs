using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Http;

namespace RmsOrleans.Api.Tokens;

/// <summary>The scheme that endpoints ask: a remembered token, or else the stock JWT scheme, once for each token.</summary>
internal sealed class BearerScheme(
    RememberedTokens remembered,
    IOptions<TokenSettings> settings,
    IConfiguration configuration,
    IOptionsMonitor<JwtBearerOptions> stock,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string Name = "Bearer";

    /// <summary>The stock scheme, which does the validation, with the program's own key.</summary>
    public const string BuiltIn = "JWT";

    /// <summary>The same with the keys of the identity provider.</summary>
    public const string Provider = "OIDC";

    /// <summary>The parameter under which the stock scheme gives the token that it validated.</summary>
    public const string Token = "token";

    private static readonly JsonWebTokenHandler reader = new();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers.Authorization;
        if (headers.Count == 0)
            return AuthenticateResult.NoResult();
        if (headers is not [{ } header])
            return AuthenticateResult.Fail("There is more than one Authorization header.");

        if (remembered.Find(header) is { } known)
            return Success(known.Caller);

        var scheme = SchemeOf(header);
        var validated = await Validate(scheme);
        if (!validated.Succeeded)
            return validated.Failure is { } failure ? AuthenticateResult.Fail(InWords(failure)) : AuthenticateResult.NoResult();

        var token = validated.Properties.GetParameter<JsonWebToken>(Token)!;
        if (IsTooLong(token))
            return AuthenticateResult.Fail($"The token lasts for longer than {TokenSettings.LongestLifetime.TotalHours} hours.");

        var (caller, error) = CallerClaims.Read((ClaimsIdentity)validated.Principal.Identity!, token, scheme == Provider ? settings.Value : null);
        if (caller is null)
            return AuthenticateResult.Fail(error!);

        if (validated.Properties is { IssuedUtc: { } from, ExpiresUtc: { } to })
            remembered.Remember(header, new RememberedToken(caller, from, to));
        return Success(caller);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.WWWAuthenticate = failure is null ? Name : $"{Name} error=\"invalid_token\", error_description=\"{failure}\"";
        await Context.Answer(Problems.Unauthenticated(failure));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Context.Answer(Problems.Of(StatusCodes.Status403Forbidden));

    /// <summary>Without the provider's keys the stock scheme would say something untrue of the token.</summary>
    private async Task<AuthenticateResult> Validate(string scheme)
    {
        try
        {
            if (scheme == Provider)
                await stock.Get(Provider).ConfigurationManager!.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (InvalidOperationException away)
        {
            return AuthenticateResult.Fail(away);
        }
        return await Context.AuthenticateAsync(scheme);
    }

    /// <summary>Tokens of the built-in issuer name no issuer; where there is one issuer only, it is asked whatever the token says.</summary>
    private string SchemeOf(string header)
    {
        if (!settings.Value.HasProvider)
            return BuiltIn;
        if (!settings.Value.IssuesItself(configuration))
            return Provider;

        var text = header.Split(' ')[^1];
        return reader.CanReadToken(text) && reader.ReadJsonWebToken(text).Issuer.Length == 0 ? BuiltIn : Provider;
    }

    /// <summary>Whether it was issued for too long, or, whatever it says of its issue, has too long to go.</summary>
    private bool IsTooLong(JsonWebToken token)
    {
        var latest = TimeProvider.GetUtcNow().UtcDateTime + settings.Value.ClockSkew;
        if (token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out _) && token.IssuedAt < latest)
            latest = token.IssuedAt;
        return token.ValidTo - TokenSettings.LongestLifetime > latest;
    }

    private static AuthenticateResult Success(Caller caller) => AuthenticateResult.Success(new AuthenticationTicket(caller, Name));

    private static string InWords(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenNoExpirationException => "The token has no end.",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException =>
            "The token is not signed with the key of this system.",
        SecurityTokenInvalidAudienceException => "The token is not for this system.",
        SecurityTokenInvalidIssuerException => "The token is of another issuer.",
        InvalidOperationException => "The keys of the identity provider cannot be had at this moment. Try again.",
        _ => "This is not a token of this system.",
    };
}
