using System.Collections.Immutable;
using System.Security.Claims;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Api.Tokens;

/// <summary>What a token says about its bearer.</summary>
internal static class CallerClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Authority = "authority";
    public const string Unit = "unit";
    public const string Roles = "roles";

    /// <summary>The caller, or what is wrong with the claims in words.</summary>
    public static (Caller? Caller, string? Fault) Read(ClaimsIdentity identity)
    {
        var subject = identity.FindFirst(Subject)?.Value;
        if (string.IsNullOrWhiteSpace(subject))
            return (null, "The token names no subject (sub).");

        var name = identity.FindFirst(Name)?.Value;
        if (string.IsNullOrWhiteSpace(name))
            return (null, "The token has no name.");

        if (!AuthorityCode.TryParse(identity.FindFirst(Authority)?.Value, out var authority))
            return (null, "The token names no authority of eight digits.");

        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var claim in identity.FindAll(Roles))
        {
            if (!RoleNames.TryParse(claim.Value, out var role))
                return (null, "The token has a role that does not exist.");
            roles.Add(role);
        }
        if (roles.Count == 0)
            return (null, "The token has no roles.");

        var actor = new Actor(subject, name, authority, identity.FindFirst(Unit)?.Value, roles.ToImmutable());
        return (new Caller(identity, actor), null);
    }
}
