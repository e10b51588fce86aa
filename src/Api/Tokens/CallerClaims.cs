using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Json;

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

    private static readonly ClaimNames builtIn = new();

    /// <summary>The caller, or what is wrong with the claims.</summary>
    /// <param name="provider">How the identity provider says it; null for a token of the built-in issuer.</param>
    public static (Caller? Caller, Phrase? Fault) Read(ClaimsIdentity identity, JsonWebToken token, TokenSettings? provider = null)
    {
        var names = provider?.Claims ?? builtIn;
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement;

        if (TextOf(claims, names.Subject) is not { } subject)
            return (null, new("The token names no subject (sub).", "В токене не указан субъект (sub)."));

        if (TextOf(claims, names.Name) is not { } name)
            return (null, new("The token has no name.", "В токене не указано имя (name)."));

        if (!AuthorityCode.TryParse(TextOf(claims, names.Authority), out var authority))
            return (null, new("The token names no authority of eight digits.", "В токене не указан восьмизначный код таможенного органа (authority)."));

        var unit = TextOf(claims, names.Unit);
        if (unit is null && Find(claims, names.Unit) is not null)
            return (null, new("The token has a unit that is not a text.", "Подразделение (unit) в токене не является текстом."));

        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var sent in RolesOf(claims, names.Roles))
        {
            var text = TextOf(sent) ?? "";
            if (RoleNames.TryParse(provider?.Roles.GetValueOrDefault(text) ?? text, out var role))
                roles.Add(role);
            else if (provider is null)
            {
                // a provider's token may have roles of other systems
                return (null, new("The token has a role that does not exist.", "В токене указана несуществующая роль."));
            }
        }
        if (roles.Count == 0)
            return (null, new("The token has no roles.", "В токене не указаны роли (roles)."));

        var actor = new Actor(subject, name, authority, unit, roles.ToImmutable());
        return (new Caller(identity, actor, token.ValidTo, token.SigningKey is TokenKey key ? key.Dropped : CancellationToken.None), null);
    }

    private static IEnumerable<JsonElement> RolesOf(JsonElement claims, string name)
    {
        if (Find(claims, name) is not { } roles)
            return [];
        return roles.ValueKind == JsonValueKind.Array ? roles.EnumerateArray() : [roles];
    }

    private static string? TextOf(JsonElement claims, string name) => Find(claims, name) is { } claim ? TextOf(claim) : null;

    /// <summary>The claim of this name, or the one that its dots lead to.</summary>
    private static JsonElement? Find(JsonElement claims, string name)
    {
        if (claims.TryGetProperty(name, out var claim))
            return claim;
        foreach (var part in name.Split('.'))
        {
            if (claims.ValueKind != JsonValueKind.Object || !claims.TryGetProperty(part, out claims))
                return null;
        }
        return claims;
    }

    /// <summary>A text that says something and can be stored; else null.</summary>
    private static string? TextOf(JsonElement claim) =>
        claim.ValueKind == JsonValueKind.String && JsonText.Of(claim) is { } text && !VisibleText.IsBlank(text) && !text.Any(char.IsControl)
            ? text
            : null;
}

/// <summary>Where a token says what about its bearer. A dot leads into an object: <c>realm_access.roles</c>.</summary>
public sealed class ClaimNames
{
    public string Subject { get; set; } = "sub";

    public string Name { get; set; } = "name";

    public string Authority { get; set; } = "authority";

    public string Unit { get; set; } = "unit";

    public string Roles { get; set; } = "roles";
}
