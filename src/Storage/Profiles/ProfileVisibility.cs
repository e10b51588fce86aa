using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The table of rights, asked about profiles and the directory: to know of a profile is to see its status.</summary>
internal sealed class ProfileVisibility(IReferenceData reference)
{
    /// <summary>Whether a caller may read the directory as this authority reads it.</summary>
    public bool Reads(Operation query, Actor actor, AuthorityCode authority) => PermissionTable.Of(query) is var permission
        && (permission.OpensAll(actor) || (Holds(permission, Scope.AtOrAbove, actor) && reference.Current.Authorities.IsWithin(authority, actor.Authority)));

    /// <summary>The authority and those above it, one of which a scope must name; empty if the register does not know it.</summary>
    public ImmutableArray<AuthorityCode> UpFrom(AuthorityCode authority) => [.. reference.Current.Authorities.UpFrom(authority)];

    /// <summary>A condition on <c>profiles p</c>. The scope of its latest revision is the scope of a profile.</summary>
    public string Where(Actor actor, DynamicParameters parameters)
    {
        var permission = PermissionTable.Of(Operation.GetProfile);
        if (permission.OpensAll(actor))
            return "1 = 1";
        if (!Holds(permission, Scope.Concerned, actor))
            return "1 = 0";

        var register = reference.Current.Authorities;
        return InScope("own", UpFrom(actor.Authority).Concat(register.From(actor.Authority)), parameters);
    }

    /// <summary>A condition on <c>profiles p</c>: it applies to this authority.</summary>
    public string AppliesTo(AuthorityCode authority, DynamicParameters parameters) => InScope("to", UpFrom(authority), parameters);

    private static string InScope(string name, IEnumerable<AuthorityCode> codes, DynamicParameters parameters)
    {
        var list = Listed(name, codes, parameters);
        return list.Length == 0
            ? "1 = 0"
            : $"exists (select 1 from directory_scopes s where s.revision = p.revision and s.applies and s.authority in ({list}))";
    }

    /// <summary>One parameter for each: Dapper writes a list out for SQLite, but hands it to Npgsql as an array.</summary>
    public static string Listed(string name, IEnumerable<AuthorityCode> codes, DynamicParameters parameters)
    {
        var names = new List<string>();
        foreach (var code in codes.Distinct())
        {
            parameters.Add($"{name}{names.Count}", code.Value);
            names.Add($"@{name}{names.Count}");
        }
        return string.Join(", ", names);
    }

    private static bool Holds(Permission permission, Scope scope, Actor actor) => permission.HeldBy(actor).Any(grant => grant.Scope == scope);
}
