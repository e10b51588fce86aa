using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Profiles;

/// <summary>The table of rights, asked about a profile: people change it, and the program itself when a day has come.</summary>
internal static class ProfileRights
{
    public static Refusal? Refuse(ProfileCommand command, Actor actor) => RightTo(command)?.Refuse(actor, AuthorityCode.Fcs);

    public static Role RoleFor(ProfileCommand command, Actor actor) => RightTo(command)?.RoleOf(actor) ?? Role.System;

    /// <summary>Null for what nobody asks for.</summary>
    private static Right? RightTo(ProfileCommand command) => command switch
    {
        UpdateProfile => RightsTable.Of(Operation.UpdateProfile),
        CancelProfile => RightsTable.Of(Operation.CancelProfile),
        CheckProfile => null,
        _ => throw new InvalidOperationException($"Nobody has said who may give {command.GetType().Name}."),
    };
}
