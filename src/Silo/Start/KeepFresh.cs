namespace RmsOrleans.Silo.Start;

/// <summary>
/// Reference data that this node holds a copy of: read before anything starts, since the silo takes calls of other nodes before this node
/// takes requests, and then looked at every few seconds.
/// </summary>
internal abstract class KeepFresh(TimeProvider clock) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan period = TimeSpan.FromSeconds(5);

    public Task StartingAsync(CancellationToken cancellationToken) => Refresh(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected abstract Task Refresh(CancellationToken cancellation);

    protected abstract void NotRefreshed(StorageUnavailableException away);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Refresh(stoppingToken);
            }
            catch (StorageUnavailableException away)
            {
                NotRefreshed(away);
            }
        }
    }
}
