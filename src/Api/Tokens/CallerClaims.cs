using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// What a token says about its bearer. Read from its JSON: as claims, a number, an object or a list of one looks like a text.
/// </summary>
internal static class CallerClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Authority = "authority";
    public const string Unit = "unit";
    public const string Roles = "roles";

    /// <summary>The caller, or what is wrong with the claims in words.</summary>
    public static (Caller? Caller, string? Fault) Read(ClaimsIdentity identity, JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement;

        if (TextOf(claims, Subject) is not { } subject)
            return (null, "The token names no subject (sub).");

        if (TextOf(claims, Name) is not { } name)
            return (null, "The token has no name.");

        if (!AuthorityCode.TryParse(TextOf(claims, Authority), out var authority))
            return (null, "The token names no authority of eight digits.");

        var unit = TextOf(claims, Unit);
        if (unit is null && claims.TryGetProperty(Unit, out _))
            return (null, "The token has a unit that is not a text.");

        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var sent in RolesOf(claims))
        {
            if (!RoleNames.TryParse(TextOf(sent) ?? "", out var role))
                return (null, "The token has a role that does not exist.");
            roles.Add(role);
        }
        if (roles.Count == 0)
            return (null, "The token has no roles.");

        return (new Caller(identity, new Actor(subject, name, authority, unit, roles.ToImmutable()), token.ValidTo), null);
    }

    private static IEnumerable<JsonElement> RolesOf(JsonElement claims)
    {
        if (!claims.TryGetProperty(Roles, out var roles))
            return [];
        return roles.ValueKind == JsonValueKind.Array ? roles.EnumerateArray() : [roles];
    }

    private static string? TextOf(JsonElement claims, string name) => claims.TryGetProperty(name, out var claim) ? TextOf(claim) : null;

    /// <summary>A text that says something and can be stored; else null.</summary>
    private static string? TextOf(JsonElement claim) =>
        claim.ValueKind == JsonValueKind.String && JsonText.Of(claim) is { } text && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)
            ? text
            : null;
}
