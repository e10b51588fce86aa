using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Who may change a profile: the coordinator of the FCS, and the program itself when a day has come.</summary>
internal static class ProfileRights
{
    public static Refusal? Refuse(ProfileCommand command, Actor actor) =>
        command is CheckProfile || (actor.Authority == AuthorityCode.Fcs && actor.Holds(Role.Coordinator))
            ? null
            : new Refusal(RefusalReason.Forbidden, $"This needs the role {Role.Coordinator.Name()} of the Federal Customs Service.");

    public static Role RoleFor(ProfileCommand command) => command is CheckProfile ? Role.System : Role.Coordinator;
}
