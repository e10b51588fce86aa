using RmsOrleans.Grains;

namespace RmsOrleans.Silo.Start;

/// <summary>Arms the watch over the days of profiles. Its first tick, which catches up with what came due meanwhile, holds nobody up.</summary>
internal sealed class WatchProfiles(IGrainFactory grains) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => grains.ProfileWatch().Watch();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
