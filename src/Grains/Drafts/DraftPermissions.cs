using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The table of rights, asked about one draft as it stands.</summary>
internal static class DraftPermissions
{
    /// <summary>A draft that the caller may not know of: nor that it exists.</summary>
    public static Refusal NotFound { get; } = new(RefusalReason.NotFound, "There is no such draft.", "Такого проекта нет.");

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

    public static Refusal? Refuse(Draft draft, DraftCommand command, Actor actor, AuthorityRegister authorities) =>
        Refuse(draft, Fitting(DraftCommandTable.OperationOf(command), command, draft), actor, authorities);

    /// <summary>Who writes the lines of a command.</summary>
    /// <param name="draft">As it stood when the command was decided; null before its first line.</param>
    public static byte[] Writer(Actor actor, DraftCommand command, Draft? draft, UnitRegister units) =>
        LineActor.Write(actor, RoleFor(draft, command, actor, units), command is IActing { Acting: true });

    /// <summary>The role in which the actor gives the command; only to be asked when nothing refuses it.</summary>
    public static Role RoleFor(Draft? draft, DraftCommand command, Actor actor, UnitRegister units)
    {
        foreach (var grant in Fitting(DraftCommandTable.OperationOf(command), command, draft))
        {
            if (grant.IsHeldBy(actor) && (draft is null || RefusePerson(draft, grant.Within, actor, units) is null))
                return grant.Roles.First(actor.Holds);
        }
        throw new InvalidOperationException($"{actor.Subject} has no role for {command.GetType().Name}; it should have been refused before.");
    }

    /// <summary>The roles in which the actor may take a route of the draft, the one that counts first; none if it may not.</summary>
    public static ImmutableArray<Role> RolesFor(Draft draft, string route, Actor actor, AuthorityRegister authorities) =>
        [.. Fitting(DraftCommandTable.All.Of(route).Operation, null, draft).Where(grant => Refuse(draft, [grant], actor, authorities) is null).Select(grant => grant.Roles.First(actor.Holds))];

    /// <summary>Whether a route of the draft is a step of its executor, as it stands.</summary>
    public static bool IsForTheExecutor(Draft draft, string route) =>
        Fitting(DraftCommandTable.All.Of(route).Operation, null, draft)[0].Within == Within.DraftsExecutor;

    public static VisaRole? OfficeOf(Role role) => role switch
    {
        Role.CoordinationHead => VisaRole.CoordinationHead,
        Role.DeputyHead => VisaRole.DeputyHead,
        Role.UnitHead => VisaRole.UnitHead,
        _ => null,
    };

    private static bool IsAt(Scope scope, AuthorityCode caller, AuthorityCode authority, AuthorityRegister register) => scope switch
    {
        Scope.Own => caller == authority,
        Scope.Directorate => register.DirectorateOf(authority)?.Code == caller,
        Scope.Fcs => caller == AuthorityCode.Fcs,
        Scope.Any => true,
        Scope.Concerned or Scope.AtOrAbove => throw new InvalidOperationException($"Unexpected scope {scope} for a draft."),
    };

    private static Refusal? Refuse(Draft draft, ImmutableArray<Grant> grants, Actor actor, AuthorityRegister authorities)
    {
        if (!Sees(Operation.ListDrafts, actor, draft.Authority, draft.Number is not null, authorities))
            return NotFound;

        if (!grants.Any(grant => AuthorityAt(grant.Scope, draft, authorities) == actor.Authority))
            return RefuseAuthority(grants[0].Scope, draft, authorities);

        Grant[] held = [.. grants.Where(grant => AuthorityAt(grant.Scope, draft, authorities) == actor.Authority && grant.IsHeldBy(actor))];
        if (held.Length == 0)
            return Permission.Forbidden(PermissionWords.Needed(grants));

        Refusal?[] refusals = [.. held.Select(grant => RefusePerson(draft, grant.Within, actor, authorities.Units))];
        return refusals.Contains(null) ? null : refusals[0];
    }

    /// <summary>The grants of an operation that this draft and this visa or file leave; the executor signs a profile before the head of the division.</summary>
    private static ImmutableArray<Grant> Fitting(Operation operation, DraftCommand? command, Draft? draft)
    {
        var grants = PermissionTable.Of(operation).Grants;
        if (grants.Length == 1)
            return grants;
        if (operation == Operation.SignProfile && draft?.Profile?.ExecutorSignature is not null)
            return [.. grants.Reverse()];

        return [.. grants.Where(grant => IsCase(grant.Condition, command, draft))];
    }

    private static bool IsCase(Condition condition, DraftCommand? command, Draft? draft) => condition switch
    {
        Condition.Always => true,
        Condition.CoordinationHeadsVisa => OfficeOf(command) is null or VisaRole.CoordinationHead,
        Condition.DeputyHeadsVisa => OfficeOf(command) is null or VisaRole.DeputyHead,
        Condition.UnitHeadsVisa => OfficeOf(command) is null or VisaRole.UnitHead,
        Condition.ToDraftOrNote => PaperOf(command) is null or AttachmentPaper.Draft or AttachmentPaper.Note,
        Condition.ToMinutes => PaperOf(command) is null or AttachmentPaper.Minutes,
        Condition.ToOpinion => PaperOf(command) is null or AttachmentPaper.Opinion,
        Condition.ToReport => PaperOf(command) is null or AttachmentPaper.Report,
        Condition.ToDraft => draft is null || !AttachTrialRun.IsOfProfile(draft.Status),
        Condition.ToProfile => draft is null || AttachTrialRun.IsOfProfile(draft.Status),
        Condition.AllRussian => draft?.Profile is null or { Signatory: Signatory.HeadOfFcs },
        Condition.Regional => draft?.Profile is null or { Signatory: Signatory.DeputyHead },
        Condition.Zonal => draft?.Profile is null or { Signatory: Signatory.HeadOfDivision },
        Condition.Registered or Condition.NamedByRegister or Condition.NamedAboveByRegister => throw new InvalidOperationException($"Unexpected condition {condition} of a command on a draft."),
    };

    private static AttachmentPaper? PaperOf(DraftCommand? command) => (command as Attach)?.File.To;

    private static VisaRole? OfficeOf(DraftCommand? command) => command switch
    {
        GiveVisa give => give.As,
        RefuseVisa refuse => refuse.As,
        _ => null,
    };

    private static Refusal? RefusePerson(Draft draft, Within within, Actor actor, UnitRegister units) => within switch
    {
        Within.Authority => null,
        Within.AuthorsUnit => IfOf([draft.Unit], actor, units, new(
            $"This is for the head of the author's unit, {draft.Unit}.", $"Это действие выполняет начальник подразделения разработчика «{draft.Unit}».")),
        Within.DraftsOtherUnits => IfOf(draft.Paperwork.OtherUnits, actor, units, new(
            "This is for the heads of the other units that the draft names.",
            "Это действие выполняют начальники других заинтересованных подразделений, указанных в проекте.")),
        Within.ProfilesUnits => draft.Profile is { } profile
            ? IfOf(profile.Units, actor, units, new(
                "This is for the heads of the FCS units that the profile names.",
                "Это действие выполняют начальники подразделений ФТС России, указанных в профиле."))
            : null,
        Within.ResponsibleUnit => draft.ResponsibleUnit is { } responsible
            ? IfOf([responsible], actor, units, new(
                $"This is for whoever is in charge of the responsible unit, {responsible}.",
                $"Это действие выполняет руководитель ответственного подразделения «{responsible}»."))
            : null,
        Within.UnitAsked => draft.Consideration.OpinionRequest is { } request
            ? IfOf([request.Unit], actor, units, new(
                $"This is for an official of the directorate's unit that was asked, {request.Unit}.",
                $"Это действие выполняет должностное лицо запрошенного подразделения РТУ «{request.Unit}»."))
            : null,
        Within.DraftsExecutor => draft.Executor is not { } executor || executor.Subject == actor.Subject // without one, nobody may yet
            ? null
            : Permission.Forbidden(new(
                $"This is for the draft's executor, {executor.Name}.", $"Это действие выполняет исполнитель по проекту: {executor.Name}.")),
        Within.ContactUnit => throw new InvalidOperationException("The contact unit is that of a profile."),
    };

    /// <summary>Refuses whoever is of none of these units of the actor's authority; one whose unit nobody knows is told so.</summary>
    private static Refusal? IfOf(ImmutableArray<string> expected, Actor actor, UnitRegister units, Phrase whose)
    {
        if (units.Among(actor.Authority, expected, actor.Unit) is not null)
            return null;

        return units.IsUnknown(actor.Authority, actor.Unit)
            ? new Refusal(RefusalReason.UnknownUnit, whose + new Phrase(
                $" Your token names the unit {actor.Unit}, and {actor.Authority} has no such unit.",
                $" В Вашем токене указано подразделение «{actor.Unit}», а в таможенном органе {actor.Authority} такого подразделения нет."))
            : Permission.Forbidden(whose);
    }

    private static AuthorityCode? AuthorityAt(Scope scope, Draft draft, AuthorityRegister authorities) => scope switch
    {
        Scope.Own => draft.Authority,
        Scope.Fcs => AuthorityCode.Fcs,
        Scope.Directorate => draft.Consideration.OpinionRequest?.Directorate ?? authorities.DirectorateOf(draft.Authority)?.Code,
        Scope.Concerned or Scope.AtOrAbove or Scope.Any => throw new InvalidOperationException($"Unexpected scope {scope} for a command of a draft."),
    };

    private static Refusal RefuseAuthority(Scope scope, Draft draft, AuthorityRegister authorities) => AuthorityAt(scope, draft, authorities) is { } authority
        ? Permission.Forbidden(new($"This is for {InWords(scope).En}, {authority}.", $"Это действие выполняет {InWords(scope).Ru} ({authority})."))
        : Permission.Forbidden(new(
            "The draft's authority has no directorate above it.", "Над таможенным органом проекта нет регионального таможенного управления."));

    private static Phrase InWords(Scope scope) => scope switch
    {
        Scope.Own => new("the draft's own authority", "таможенный орган проекта"),
        Scope.Fcs => new("the FCS", "ФТС России"),
        _ => new("the directorate of the draft's authority", "региональное таможенное управление таможенного органа проекта"),
    };
}
