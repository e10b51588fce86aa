using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tokens;

/// <summary>Writes tokens; <see cref="CallerClaims"/> reads them.</summary>
public sealed class TokenIssuer(TokenKey key, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>For whom the tokens are; null for those that everything takes.</summary>
    internal string? Audience { get; init; }

    /// <summary>With the key that these settings name, as the program itself would find it.</summary>
    /// <param name="mayMake">Makes the key where there is none; else that is refused, since no program would take the tokens of a key in a misspelt place.</param>
    public static TokenIssuer Open(IConfiguration configuration, bool mayMake = true)
    {
        var path = TokenSettings.OfBuiltInIssuer(configuration).KeyPath(configuration);
        if (!mayMake && !File.Exists(path))
            throw new NothingThereException($"there is no token key {path}; the program makes one at its first start, and --allow-empty does here.");
        return new TokenIssuer(TokenKeyFile.ReadOrMake(path).Signing, TimeProvider.System);
    }

    public string Issue(string subject, string name, AuthorityCode authority, string? unit, IEnumerable<Role> roles, TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, TokenSettings.LongestLifetime);
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [CallerClaims.Subject] = subject,
            [CallerClaims.Name] = name,
            [CallerClaims.Authority] = authority.Value,
            [CallerClaims.Roles] = roles.Select(role => role.Name()).ToArray(),
        };
        if (unit is not null)
            claims[CallerClaims.Unit] = unit;

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Audience = Audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }
}
