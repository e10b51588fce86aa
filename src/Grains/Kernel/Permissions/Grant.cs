namespace RmsOrleans.Grains.Kernel.Permissions;

/// <summary>One row of the rights of an operation: holders of any of <paramref name="Roles"/>, of these authorities, of this unit, in this case.</summary>
public sealed record Grant(ImmutableArray<Role> Roles, Scope Scope, Within Within = Within.Authority, Condition Condition = Condition.Always)
{
    internal Grant(Role role, Scope scope, Within within = Within.Authority, Condition condition = Condition.Always)
        : this([role], scope, within, condition)
    {
    }

    public bool IsHeldBy(Actor actor)
    {
        foreach (var role in Roles)
        {
            if (actor.Holds(role))
                return true;
        }
        return false;
    }
}

/// <summary>Whose officials: where the caller's authority stands to what is asked about.</summary>
public enum Scope
{
    /// <summary>The draft's own authority; where no draft is asked about, the authority that is.</summary>
    Own,

    /// <summary>The directorate above the draft's authority.</summary>
    Directorate,

    /// <summary>The Federal Customs Service.</summary>
    Fcs,

    /// <summary>An authority that the profile applies to, or one above such.</summary>
    Concerned,

    /// <summary>The authority that is read for, or one above it.</summary>
    AtOrAbove,

    /// <summary>Every authority.</summary>
    Any,
}

/// <summary>Which officials of that authority.</summary>
public enum Within
{
    /// <summary>All who hold the role.</summary>
    Authority,

    /// <summary>Those of the unit that the draft's author belongs to.</summary>
    AuthorsUnit,

    /// <summary>Those of the other units that the draft names.</summary>
    DraftsOtherUnits,

    /// <summary>Those of the FCS units that the profile in the making names.</summary>
    ProfilesUnits,

    /// <summary>Those of the FCS unit that is responsible for the draft.</summary>
    ResponsibleUnit,

    /// <summary>Those of the directorate's unit that was asked for an opinion.</summary>
    UnitAsked,

    /// <summary>The one person to whom the draft is assigned.</summary>
    DraftsExecutor,
}

/// <summary>When a grant holds.</summary>
public enum Condition
{
    Always,

    /// <summary>The draft has its number.</summary>
    Registered,

    /// <summary>The visa is that of the head of the coordination unit.</summary>
    CoordinationHeadsVisa,

    /// <summary>The visa is that of the first deputy head.</summary>
    DeputyHeadsVisa,

    /// <summary>The visa is that of the head of another unit.</summary>
    UnitHeadsVisa,

    /// <summary>The profile in the making is for all of Russia.</summary>
    AllRussian,

    /// <summary>The profile in the making is for one directorate.</summary>
    Regional,

    /// <summary>The profile in the making is for some offices.</summary>
    Zonal,
}
