using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Silo.Start;

/// <summary>The watch over the days of profiles; its first tick catches up with what came due meanwhile.</summary>
internal sealed class WatchProfiles(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchProfiles> log)
    : ArmAtStart(lifetime, clock)
{
    protected override Task Arm(CancellationToken cancellation) => grains.ProfileWatch().ArmReminder();

    protected override void NotArmed(Exception failure) => log.ProfilesNotWatched(failure);
}
