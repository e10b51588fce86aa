using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

internal static class TokenServices
{
    /// <summary>Hands <see cref="BearerScheme"/> the token as it was validated, with the key that signed it.</summary>
    private static readonly JwtBearerEvents keepingToken = new()
    {
        OnTokenValidated = validated =>
        {
            validated.Properties.SetParameter(BearerScheme.Token, (JsonWebToken)validated.SecurityToken);
            return Task.CompletedTask;
        },
    };

    public static IServiceCollection AddTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TokenSettings>().Bind(configuration.GetSection(TokenSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenSettings>, TokenFaults>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TokenKeys>();
        services.AddHostedService<TokenKeyWatch>();
        services.AddSingleton<RememberedTokens>();
        services.AddAuthentication(BearerScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, BearerScheme>(BearerScheme.Name, null)
            .AddJwtBearer(BearerScheme.BuiltIn, _ => { })
            .AddJwtBearer(BearerScheme.Provider, _ => { });
        services.AddOptions<JwtBearerOptions>(BearerScheme.BuiltIn).Configure<TokenKeys, IOptions<TokenSettings>>(Validate);
        services.AddOptions<JwtBearerOptions>(BearerScheme.Provider).Configure<IOptions<TokenSettings>>(ValidateProviders);
        services.AddAuthorization();

        // Authentication brings data protection along, which would keep keys in the home folder; nothing here uses it.
        services.Remove(services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));

        // A wrong token is the caller's affair: it is answered, not logged.
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Authorization", LogLevel.Warning)
            .AddFilter(typeof(BearerScheme).FullName, LogLevel.Warning));
        return services;
    }

    private static void Validate(JwtBearerOptions options, TokenKeys keys, IOptions<TokenSettings> settings)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.Events = keepingToken;
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
    private static void ValidateProviders(JwtBearerOptions options, IOptions<TokenSettings> settings)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.Events = keepingToken;
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
}
