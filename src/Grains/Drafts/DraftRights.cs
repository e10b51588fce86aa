using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Paperwork;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Who may give which command: a caller acts only for its own authority, and only in a role that the command needs.</summary>
internal static class DraftRights
{
    public static Refusal? Refuse(Draft draft, DraftCommand command, Actor actor) =>
        Refuse(draft.Authority, draft.Paperwork, command, actor);

    public static Refusal? Refuse(AuthorityCode authority, PaperworkFile paperwork, DraftCommand command, Actor actor)
    {
        if (actor.Authority != authority)
            return NotFound;

        var (needed, unit) = Needed(command);
        var role = needed.FirstOrDefault(actor.Holds, (Role)(-1));
        if (!Enum.IsDefined(role))
            return new Refusal(RefusalReason.Forbidden, $"This needs the role {string.Join(" or ", needed.Select(each => each.Name()))}.");

        return unit(paperwork, actor, role);
    }

    /// <summary>The role in which the actor gives the command; only to be asked when <see cref="Refuse(Draft, DraftCommand, Actor)"/> has nothing to say.</summary>
    public static Role RoleFor(DraftCommand command, Actor actor) => Needed(command).Roles.First(actor.Holds);

    /// <summary>A draft of another authority: that it exists is nobody's business.</summary>
    public static Refusal NotFound { get; } = new(RefusalReason.NotFound, "There is no such draft.");

    private static (Role[] Roles, Func<PaperworkFile, Actor, Role, Refusal?> Unit) Needed(DraftCommand command) => command switch
    {
        Submit or Register => ([Role.Coordinator], AnyUnit),
        Prepare or Edit => ([Role.Author], AnyUnit),
        Discard => ([Role.Author, Role.UnitHead], OwnUnitOfAHead),
        Sign => ([Role.UnitHead], OwnUnitOfAHead),
        GiveVisa { As: var office } => ([RoleOf(office)], NamedUnitOfAHead),
        RefuseVisa { As: var office } => ([RoleOf(office)], NamedUnitOfAHead),
        _ => throw new InvalidOperationException($"Nobody has said who may give {command.GetType().Name}."),
    };

    public static Role RoleOf(VisaRole office) => office switch
    {
        VisaRole.CoordinationHead => Role.CoordinationHead,
        VisaRole.DeputyHead => Role.DeputyHead,
        VisaRole.UnitHead => Role.UnitHead,
    };

    private static Refusal? AnyUnit(PaperworkFile paperwork, Actor actor, Role role) => null;

    private static Refusal? OwnUnitOfAHead(PaperworkFile paperwork, Actor actor, Role role) =>
        role != Role.UnitHead || actor.Unit == paperwork.Unit
            ? null
            : new Refusal(RefusalReason.Forbidden, $"This is for the head of the author's unit, {paperwork.Unit}.");

    private static Refusal? NamedUnitOfAHead(PaperworkFile paperwork, Actor actor, Role role) =>
        role != Role.UnitHead || paperwork.OtherUnits.Contains(actor.Unit ?? "")
            ? null
            : new Refusal(RefusalReason.Forbidden, "This is for the heads of the other units that the draft names.");
}
