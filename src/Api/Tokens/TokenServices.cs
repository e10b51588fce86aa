using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

internal static class TokenServices
{
    /// <summary>The stock scheme with the program's own key.</summary>
    public const string BuiltIn = "JWT";

    /// <summary>The same with the keys of the identity provider.</summary>
    public const string Provider = "OIDC";

    /// <summary>The same with a key derived from the program's own, for pages.</summary>
    public const string Desk = "DESK";

    public static IServiceCollection AddTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TokenSettings>().Bind(configuration.GetSection(TokenSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenSettings>, TokenFaults>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TokenKeys>();
        services.AddHostedService<TokenKeyWatch>();
        services.AddSingleton<RememberedTokens>().AddSingleton<BearerEvents>();
        services.AddSingleton<ShortTokens>().AddSingleton<KeyedProtection>();

        // Not AddAuthentication: it brings data protection along, which would keep keys in the home folder; nothing here uses it.
        services.AddAuthenticationCore().AddWebEncoders();
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        new AuthenticationBuilder(services)
            .AddScheme<JwtBearerOptions, JwtBearerHandler>(BuiltIn, null)
            .AddScheme<JwtBearerOptions, JwtBearerHandler>(Provider, null)
            .AddScheme<JwtBearerOptions, JwtBearerHandler>(Desk, null);
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<TokenSettings>>((options, settings) =>
            options.DefaultScheme = settings.Value.IssuesItself(configuration) ? BuiltIn : Provider);
        services.AddOptions<JwtBearerOptions>(BuiltIn).Configure<TokenKeys, BearerEvents, IOptions<TokenSettings>>(Validate);
        services.AddOptions<JwtBearerOptions>(Provider).Configure<BearerEvents, IOptions<TokenSettings>>(ValidateProviders);
        services.AddOptions<JwtBearerOptions>(Desk).Configure<ShortTokens, IOptions<TokenSettings>>(ValidateShort);
        services.AddAuthorization();

        // A wrong token is the caller's affair: it is answered, not logged.
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Authorization", LogLevel.Warning));
        return services;
    }

    private static void Validate(JwtBearerOptions options, TokenKeys keys, BearerEvents events, IOptions<TokenSettings> settings)
    {
        (options.MapInboundClaims, options.SaveToken, options.Events) = (false, false, events);
        if (settings.Value.HasProvider)
            options.ForwardDefaultSelector = context => ShortTokenBorne.Is(context) ? Desk : events.IsOfProvider(context) ? Provider : null;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, id, _) => keys.Of(id),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = settings.Value.ClockSkew,
            RequireExpirationTime = true,

            // The key is this system's own and signs nothing else, so a good signature says both from whom and for whom a token is.
            ValidateIssuer = false,
            ValidateAudience = false,
        };
    }

    /// <summary>The provider's keys are read from its discovery document, and again when a token names one that is not among them.</summary>
    private static void ValidateProviders(JwtBearerOptions options, BearerEvents events, IOptions<TokenSettings> settings)
    {
        (options.MapInboundClaims, options.SaveToken, options.Events) = (false, false, events);
        if (settings.Value.HasSignIn)
            options.ForwardDefaultSelector = context => ShortTokenBorne.Is(context) ? Desk : null;
        options.Authority = settings.Value.Authority;
        options.RequireHttpsMetadata = false; // TokenFaults lets http only on this machine
        options.BackchannelTimeout = TimeSpan.FromSeconds(5);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = settings.Value.Audience,
            ValidAlgorithms = [
                SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
                SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
            ],
            ClockSkew = settings.Value.ClockSkew,
            RequireExpirationTime = true,
        };
    }

    private static void ValidateShort(JwtBearerOptions options, ShortTokens tokens, IOptions<TokenSettings> settings)
    {
        (options.MapInboundClaims, options.SaveToken, options.Events) = (false, false, tokens.Events);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, id, _) => tokens.KeysOf(id),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = settings.Value.ClockSkew,
            RequireExpirationTime = true,
            ValidateIssuer = false,
            ValidAudience = ShortTokens.Audience,
        };
    }
}
