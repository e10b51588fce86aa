using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Consideration;
using RmsOrleans.Grains.Drafts.Paperwork;
using RmsOrleans.Grains.Drafts.ProfileWork;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Who may give which command: a caller acts only for its own authority, in a role that the command needs, and for its own unit.</summary>
internal static class DraftRights
{
    public static Refusal? Refuse(Draft draft, DraftCommand command, Actor actor, AuthorityRegister authorities)
    {
        if (!MayKnow(draft, actor, authorities))
            return NotFound;

        var place = PlaceOf(command);
        if (AuthorityAt(place, draft, authorities) is not { } authority)
            return Forbidden("The draft's authority has no directorate above it.");
        if (actor.Authority != authority)
            return Forbidden($"This is for {InWords(place)}, {authority}.");

        var roles = RolesFor(draft, command);
        Role[] held = [.. roles.Where(actor.Holds)];
        if (held.Length == 0)
            return Forbidden($"This needs the role {string.Join(" or ", roles.Select(each => each.Name()))}.");

        Refusal?[] refusals = [.. held.Select(role => RefusePerson(draft, command, actor, role))];
        return refusals.Contains(null) ? null : refusals[0];
    }

    /// <summary>The role in which the actor gives the command; only to be asked when <see cref="Refuse"/> has nothing to say.</summary>
    public static Role RoleFor(Draft? draft, DraftCommand command, Actor actor) =>
        RolesFor(draft, command).First(role => actor.Holds(role) && (draft is null || RefusePerson(draft, command, actor, role) is null));

    /// <summary>A draft that the caller may not know of: that it exists is nobody's business.</summary>
    public static Refusal NotFound { get; } = new(RefusalReason.NotFound, "There is no such draft.");

    /// <summary>Before registration its own authority and the auditors, after it also its directorate and the FCS.</summary>
    private static bool MayKnow(Draft draft, Actor actor, AuthorityRegister authorities) =>
        actor.Authority == draft.Authority
        || actor.Holds(Role.Auditor)
        || (draft.Number is not null && (actor.Authority == AuthorityCode.Fcs || actor.Authority == authorities.DirectorateOf(draft.Authority)?.Code));

    private static Place PlaceOf(DraftCommand command) => command switch
    {
        Submit or Prepare or Edit or Sign or GiveVisa or RefuseVisa or Register or Discard or Resubmit or Withdraw => Place.Own,
        AssignExecutor or ConveneMeeting or RecordMinutes or Resolve or RecordInformation => Place.Centre,
        GiveOpinion or AgreeOpinion or ReturnOpinion => Place.Directorate,
        EditProfile or PrepareProfile or GiveProfileVisa or RefuseProfileVisa or SignProfile or RequestApproval => Place.Centre,
        Approve or ReturnProfile or ReportApproval or RegisterProfile => Place.Centre,
        _ => throw new InvalidOperationException($"Nobody has said where {command.GetType().Name} is given."),
    };

    /// <summary>In the order in which they are tried.</summary>
    private static Role[] RolesFor(Draft? draft, DraftCommand command) => command switch
    {
        Submit or Register or Resubmit or Withdraw or AssignExecutor or RecordMinutes or AgreeOpinion or ReturnOpinion or RegisterProfile =>
            [Role.Coordinator],
        Prepare or Edit => [Role.Author],
        Discard => [Role.Author, Role.UnitHead],
        Sign or GiveProfileVisa or RefuseProfileVisa => [Role.UnitHead],
        GiveVisa { As: var office } => [RoleOf(office)],
        RefuseVisa { As: var office } => [RoleOf(office)],
        ConveneMeeting => [Role.RmsHead],
        Resolve or RecordInformation or EditProfile or PrepareProfile or RequestApproval or ReportApproval => [Role.Executor],
        SignProfile when draft?.Profile?.ExecutorSignature is null => [Role.Executor, Role.SignatoryDivision],
        SignProfile => [Role.SignatoryDivision, Role.Executor],
        Approve or ReturnProfile when draft?.Profile is { } profile => [profile.Signatory.Role()],
        Approve or ReturnProfile => [Role.SignatoryHead, Role.SignatoryDeputy, Role.SignatoryDivision],
        GiveOpinion => [Role.DirectorateOfficer],
        _ => throw new InvalidOperationException($"Nobody has said who may give {command.GetType().Name}."),
    };

    public static Role RoleOf(VisaRole office) => office switch
    {
        VisaRole.CoordinationHead => Role.CoordinationHead,
        VisaRole.DeputyHead => Role.DeputyHead,
        VisaRole.UnitHead => Role.UnitHead,
    };

    private static Refusal? RefusePerson(Draft draft, DraftCommand command, Actor actor, Role role) => (command, role) switch
    {
        (Sign or Discard, Role.UnitHead) when actor.Unit != draft.Unit => Forbidden($"This is for the head of the author's unit, {draft.Unit}."),
        (GiveVisa or RefuseVisa, Role.UnitHead) when !draft.Paperwork.OtherUnits.Contains(actor.Unit ?? "") =>
            Forbidden("This is for the heads of the other units that the draft names."),
        (GiveProfileVisa or RefuseProfileVisa, _) when draft.Profile is { } profile && !profile.Units.Contains(actor.Unit ?? "") =>
            Forbidden("This is for the heads of the FCS units that the profile names."),
        (_, Role.SignatoryDeputy or Role.SignatoryDivision) when draft.ResponsibleUnit is { } responsible && responsible != actor.Unit =>
            Forbidden($"This is for whoever is in charge of the responsible unit, {responsible}."),
        (_, Role.Executor) when draft.Executor is null => draft.Refuse("No executor has been assigned yet"),
        (_, Role.Executor) when draft.Executor.Subject != actor.Subject => Forbidden($"This is for the draft's executor, {draft.Executor.Name}."),
        (_, Role.DirectorateOfficer) when draft.Consideration.OpinionRequest is { } request && request.Unit != actor.Unit =>
            Forbidden($"This is for an official of the directorate's unit that was asked, {request.Unit}."),
        _ => null,
    };

    private static AuthorityCode? AuthorityAt(Place place, Draft draft, AuthorityRegister authorities) => place switch
    {
        Place.Own => draft.Authority,
        Place.Centre => AuthorityCode.Fcs,
        Place.Directorate => draft.Consideration.OpinionRequest?.Directorate ?? authorities.DirectorateOf(draft.Authority)?.Code,
    };

    private static string InWords(Place place) => place switch
    {
        Place.Own => "the draft's own authority",
        Place.Centre => "the FCS",
        Place.Directorate => "the directorate of the draft's authority",
    };

    private static Refusal Forbidden(string detail) => new(RefusalReason.Forbidden, detail);

    /// <summary>Whose officials give a command.</summary>
    private enum Place
    {
        Own,
        Centre,
        Directorate,
    }
}
