using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>An identity provider on the loopback: a discovery document, its public keys, and tokens signed with one of them.</summary>
internal sealed class AProvider : IAsyncDisposable
{
    public const string Audience = "rms";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly WebApplication app;

    private AProvider(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    private RsaSecurityKey Key => new(rsa) { KeyId = "key-1" };

    public static async Task<AProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new AProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = provider.Address, jwks_uri = $"{provider.Address}/keys" }));
        app.MapGet("/keys", provider.Keys);
        await app.StartAsync();
        return provider;
    }

    /// <summary>A token for an hour as a provider of this kind writes it, but for what a test makes of it.</summary>
    public string Token(Action<SecurityTokenDescriptor>? but = null)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "8f14e45f",
                ["preferred_name"] = "Е. К. Лебедева",
                ["customs_code"] = "10216000",
                ["department"] = "RMS coordination",
                ["realm_access"] = new Dictionary<string, object> { ["roles"] = (string[])["rms-koordinator", "offline_access"] },
            },
        };
        but?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private IResult Keys()
    {
        Asked++;
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", kid = Key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus!), e = Base64UrlEncoder.Encode(parameters.Exponent!) },
            },
        });
    }
}
