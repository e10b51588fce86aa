using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Profiles;

/// <summary>The table of rights, asked about a profile: people change it, and the program itself when a day has come.</summary>
internal static class ProfilePermissions
{
    public static Refusal? Refuse(ProfileCommand command, Actor actor) => RightTo(command)?.Refuse(actor, AuthorityCode.Fcs);

    public static Role RoleFor(ProfileCommand command, Actor actor) => RightTo(command)?.RoleOf(actor) ?? Role.System;

    /// <summary>Null for what only the program itself does.</summary>
    private static Permission? RightTo(ProfileCommand command) => command switch
    {
        CheckProfile => null,
        _ => PermissionTable.Of(ProfileCommandTable.All.Of(command.GetType()).Operation),
    };
}
