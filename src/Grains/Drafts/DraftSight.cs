using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Who sees which draft, by the grants of a query.</summary>
public static class DraftSight
{
    /// <summary>Whether a draft of this authority is open to the caller in this query. To know of a draft is to see its status.</summary>
    public static bool Sees(Operation query, Actor actor, AuthorityCode authority, bool isRegistered, AuthorityRegister register)
    {
        foreach (var grant in PermissionTable.Of(query).Grants)
        {
            if ((grant.Condition != Condition.Registered || isRegistered) && grant.IsHeldBy(actor) && IsAt(grant.Scope, actor.Authority, authority, register))
                return true;
        }
        return false;
    }

    private static bool IsAt(Scope scope, AuthorityCode caller, AuthorityCode authority, AuthorityRegister register) => scope switch
    {
        Scope.Own => caller == authority,
        Scope.Directorate => register.DirectorateOf(authority)?.Code == caller,
        Scope.Fcs => caller == AuthorityCode.Fcs,
        Scope.Any => true,
        Scope.Concerned or Scope.AtOrAbove => throw new InvalidOperationException($"Unexpected scope {scope} for a draft."),
    };
}
