namespace RmsOrleans.Grains.Kernel.Permissions;

/// <summary>Who may ask for one operation, and what everybody else is told.</summary>
public sealed record Permission(Operation Operation, Otherwise Otherwise, ImmutableArray<Grant> Grants)
{
    /// <summary>Whether an answer has content in it, so that who had it is noted in the read log.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Whether it is asked about one draft, profile or sequence, which decides who may.</summary>
    public bool HasSubject => Otherwise is Otherwise.ForbiddenIfKnown or Otherwise.NotFound;

    /// <summary>
    /// Whether the caller's roles and authority open it, whatever it is about. What is about one authority, such as that a new draft
    /// names, is asked with it.
    /// </summary>
    public Refusal? Refuse(Actor actor, AuthorityCode? about = null)
    {
        var isAtAny = false;
        foreach (var grant in Grants)
        {
            var isAt = IsAt(grant.Scope, actor.Authority, about ?? actor.Authority);
            if (isAt && grant.IsHeldBy(actor))
                return null;
            isAtAny |= isAt;
        }
        return Forbidden(isAtAny ? PermissionWords.Needed(Grants) : new(
            $"You act for the authority {actor.Authority}, not for {about ?? AuthorityCode.Fcs}.",
            $"Вы действуете от имени таможенного органа {actor.Authority}, а не {about ?? AuthorityCode.Fcs}."));
    }

    /// <summary>The first of the right's roles that the actor holds: the one in which it acts.</summary>
    public Role RoleOf(Actor actor) => Grants.SelectMany(grant => grant.Roles).First(actor.Holds);

    /// <summary>The grants that are open to the caller, as far as can be said without what is asked about.</summary>
    public IEnumerable<Grant> HeldBy(Actor actor) =>
        Grants.Where(grant => grant.IsHeldBy(actor) && (grant.Scope != Scope.Fcs || actor.Authority == AuthorityCode.Fcs));

    /// <summary>Whether one of them leads everywhere.</summary>
    public bool OpensAll(Actor actor) => HeldBy(actor).Any(grant => grant is { Scope: Scope.Fcs or Scope.Any, Condition: Condition.Always });

    internal static Refusal Forbidden(Phrase detail) => new(RefusalReason.Forbidden, detail);

    private static bool IsAt(Scope scope, AuthorityCode caller, AuthorityCode about) => scope switch
    {
        Scope.Own => caller == about,
        Scope.Fcs => caller == AuthorityCode.Fcs,
        Scope.Any => true,
        Scope.Directorate or Scope.Concerned or Scope.AtOrAbove =>
            throw new InvalidOperationException($"The scope {scope} cannot be checked by the authority alone."),
    };
}

/// <summary>What those are told who have no such right.</summary>
public enum Otherwise
{
    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404: they are not told whether there is such a thing.</summary>
    NotFound,

    /// <summary>403 to those who may know that it exists, 404 to all others.</summary>
    ForbiddenIfKnown,

    /// <summary>The list is without it.</summary>
    LeftOut,

    /// <summary>No one is refused, not even without a token.</summary>
    Open,
}

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

    /// <summary>Those of the unit that the profile names for questions, of the authority that the draft came from.</summary>
    ContactUnit,
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

    /// <summary>The file goes with the draft or its note.</summary>
    ToDraftOrNote,

    /// <summary>The file goes with the minutes of the joint meeting.</summary>
    ToMinutes,

    /// <summary>The file goes with the directorate's opinion.</summary>
    ToOpinion,

    /// <summary>The file goes with the report of the approval.</summary>
    ToReport,

    /// <summary>It is about the draft and not the profile in the making.</summary>
    ToDraft,

    /// <summary>It is about the profile in the making.</summary>
    ToProfile,

    /// <summary>The profile in the making is for all of Russia.</summary>
    AllRussian,

    /// <summary>The profile in the making is for one directorate.</summary>
    Regional,

    /// <summary>The profile in the making is for some offices.</summary>
    Zonal,

    /// <summary>The register's file names the role, for officials of the entry's own authority.</summary>
    NamedByRegister,

    /// <summary>The register's file names the role, for officials of authorities above the entry's.</summary>
    NamedAboveByRegister,
}
