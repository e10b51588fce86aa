namespace RmsOrleans.Silo.Telemetry;

/// <summary>Takes all measurements one after the other, oftener than they are exported.</summary>
internal sealed class Measuring(IEnumerable<IMeasurement> measurements, TimeProvider clock, ILogger<Measuring> log) : BackgroundService
{
    private static readonly TimeSpan period = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        do
        {
            foreach (var measurement in measurements)
            {
                if (!await IsTaken(measurement, stoppingToken))
                    break;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>False if the database is away: it would not answer the others either.</summary>
    private async Task<bool> IsTaken(IMeasurement measurement, CancellationToken stopping)
    {
        try
        {
            await measurement.Measure(stopping);
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.NotMeasured(failure, measurement.What);
            return failure is not StorageUnavailableException;
        }
    }
}
