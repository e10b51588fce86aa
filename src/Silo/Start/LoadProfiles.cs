using RmsOrleans.Grains.Declarations;

namespace RmsOrleans.Silo.Start;

/// <summary>The profiles in force, compiled for checks of declarations.</summary>
internal sealed class LoadProfiles(ProfilesInForce profiles, TimeProvider clock, ILogger<LoadProfiles> log) : KeepFresh(clock)
{
    protected override Task Refresh(CancellationToken cancellation) => profiles.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.ProfilesNotRefreshed(away);
}
