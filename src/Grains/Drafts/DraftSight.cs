using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Who sees which draft, by the grants of a query.</summary>
public static class DraftSight
{
    /// <summary>Whether a draft of this authority is open to the caller in this query. To know of a draft is to see its status.</summary>
    public static bool Sees(Operation query, Actor actor, AuthorityCode authority, bool isRegistered, AuthorityRegister register)
    {
        foreach (var grant in RightsTable.Of(query).Grants)
        {
            if ((grant.InCase != InCase.Registered || isRegistered) && grant.IsHeldBy(actor) && IsAt(grant.Whose, actor.Authority, authority, register))
                return true;
        }
        return false;
    }

    private static bool IsAt(Whose whose, AuthorityCode caller, AuthorityCode authority, AuthorityRegister register) => whose switch
    {
        Whose.Own => caller == authority,
        Whose.Directorate => register.DirectorateOf(authority)?.Code == caller,
        Whose.Fcs => caller == AuthorityCode.Fcs,
        Whose.Any => true,
        Whose.Concerned or Whose.AtOrAbove => throw new InvalidOperationException($"No draft has officials who are {whose}."),
    };
}
