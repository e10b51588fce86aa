namespace RmsOrleans.Silo.Start;

/// <summary>
/// Asks grains to watch, once the program serves. Nobody waits for it: after a crash of all silos, calls may go to silos of before until those
/// are declared dead, and then it is tried again.
/// </summary>
internal abstract class ArmAtStart(IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(5);

    protected abstract Task Arm(CancellationToken cancellation);

    protected abstract void NotArmed(Exception failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started(stoppingToken);
        while (!await IsArmed(stoppingToken))
            await Task.Delay(pause, clock, stoppingToken);
    }

    private async Task Started(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    private async Task<bool> IsArmed(CancellationToken stop)
    {
        try
        {
            await Arm(stop);
            return true;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            NotArmed(failure);
            return false;
        }
    }
}
