using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Silo.Start;

/// <summary>Reference data that this node holds a copy of: read before the first request, and then looked at every few seconds.</summary>
internal abstract class KeepFresh(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan period = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected abstract Task Refresh(CancellationToken cancellation);

    protected abstract void NotRefreshed(StorageAwayException away);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Refresh(stoppingToken);
            }
            catch (StorageAwayException away)
            {
                NotRefreshed(away);
            }
        }
    }
}
