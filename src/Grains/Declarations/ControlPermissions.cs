using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Declarations;

/// <summary>The table of rights, asked about declarations: officials act for the control authority; both authorities, and those above either, see what happens.</summary>
public static class ControlPermissions
{
    public static Refusal? Refuse(ControlCommand command, Control control, Actor actor, AuthorityRegister register) =>
        RightTo(command).Refuse(actor, CountedFor(control.ControlAuthority, register));

    public static Role RoleFor(ControlCommand command, Actor actor) => RightTo(command).RoleOf(actor);

    /// <summary>Whether the caller may do with a declaration what those at or above one of its authorities may.</summary>
    public static Refusal? Refuse(Operation operation, Actor actor, string authority, string controlAuthority, AuthorityRegister register)
    {
        var right = PermissionTable.Of(operation);
        var held = right.Grants.Where(grant => grant.IsHeldBy(actor)).ToArray();
        if (held.Length == 0)
            return new(RefusalReason.Forbidden, PermissionWords.Needed(right.Grants));
        return held.Any(grant => grant.Scope == Scope.Any) || IsAtOrAbove(actor.Authority, authority, register) || IsAtOrAbove(actor.Authority, controlAuthority, register)
            ? null
            : new(
                RefusalReason.Forbidden,
                $"The declaration was registered by {authority} and is controlled by {controlAuthority}; you act for {actor.Authority}.",
                $"Декларация зарегистрирована органом {authority} и контролируется органом {controlAuthority}; Вы действуете от имени {actor.Authority}.");
    }

    /// <summary>The authorities at which the caller may look, by their codes; null for all.</summary>
    public static ImmutableArray<AuthorityCode>? Within(Operation operation, Actor actor, AuthorityRegister register)
    {
        var right = PermissionTable.Of(operation);
        var isHeld = right.HeldBy(actor).Any();
        if (right.OpensAll(actor) || (isHeld && actor.Authority == AuthorityCode.Fcs))
            return null;
        return isHeld ? [.. register.From(actor.Authority)] : [];
    }

    /// <summary>The authority that a code counts for: itself; where the register does not know it, its office; else the centre.</summary>
    internal static AuthorityCode CountedFor(string code, AuthorityRegister register) => register.Tree.CountedFor(code) is { } known ? new(known) : AuthorityCode.Fcs;

    private static bool IsAtOrAbove(AuthorityCode caller, string code, AuthorityRegister register) =>
        register.Tree.IsWithin(code, caller.Value);

    private static Permission RightTo(ControlCommand command) => PermissionTable.Of(ControlCommandTable.All.Of(command.GetType()).Operation);
}
