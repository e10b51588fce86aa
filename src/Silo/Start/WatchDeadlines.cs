using RmsOrleans.Grains;
using RmsOrleans.Grains.Deadlines;

namespace RmsOrleans.Silo.Start;

/// <summary>
/// Asks every authority that has an open deadline to watch, once the program serves: what passed while it was down is then marked. Nobody
/// waits for it.
/// </summary>
internal sealed class WatchDeadlines(
    IDeadlineStore deadlines, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchDeadlines> log) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started(stoppingToken);
        while (!await IsWatched(stoppingToken))
            await Task.Delay(pause, clock, stoppingToken);
    }

    private async Task Started(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    private async Task<bool> IsWatched(CancellationToken stop)
    {
        try
        {
            foreach (var authority in await deadlines.Responsible(stop))
                await grains.Authority(authority).Watch();
            return true;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.DeadlinesNotWatched(failure);
            return false;
        }
    }
}
