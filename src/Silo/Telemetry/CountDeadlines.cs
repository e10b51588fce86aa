using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Counts deadlines for the metrics, about as often as these are exported.</summary>
internal sealed class CountDeadlines(IDeadlineStore deadlines, DeadlineMetrics metrics, TimeProvider clock, ILogger<CountDeadlines> log) : BackgroundService
{
    private static readonly TimeSpan period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        do
        {
            try
            {
                if (metrics.IsWanted)
                    metrics.Counted(await deadlines.Count(stoppingToken));
            }
            catch (StorageAwayException away)
            {
                log.DeadlinesNotCounted(away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
