using RmsOrleans.Grains;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Silo.Start;

/// <summary>Sends entries of which the time of what is kept apart is over to look; each writes a line, and what it kept goes. What is over is decided by the entries.</summary>
internal sealed class EntryRetentionSweep(
    IEntryStore entries, IGrainFactory grains, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<EntryRetentionSweep> log) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan pause = TimeSpan.FromMinutes(10);

    /// <returns>How many entries were sent to look.</returns>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var seen = new HashSet<Guid>();
        while (true)
        {
            // Those that could not, and so are still due, keep none of the others back; they are tried next time.
            var found = (await entries.ToEmpty(clock.GetUtcNow(), AtOnce + seen.Count, cancellation)).Where(seen.Add).ToArray();
            foreach (var entry in found)
                await Look(entry, cancellation);
            if (found.Length == 0)
                return seen.Count;
        }
    }

    private async Task Look(Guid entry, CancellationToken cancellation)
    {
        try
        {
            await grains.Entry(entry).LookAtTerms();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.KeptNotLookedAt(failure);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the start does not wait for it
        while (true)
        {
            try
            {
                if (await Sweep(stoppingToken) is > 0 and var looked)
                    log.KeptLookedAt(looked);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.KeptNotLookedAt(failure);
            }
            await Task.Delay(pause, stoppingToken);
        }
    }
}

internal static partial class EntryRetentionLog
{
    [LoggerMessage(1552, LogLevel.Information, "{Entries} entries of registers were looked at for what is kept of them beyond its time.")]
    public static partial void KeptLookedAt(this ILogger log, int entries);

    [LoggerMessage(1553, LogLevel.Warning, "What is kept of entries of registers beyond its time could not be looked at; it is tried again.")]
    public static partial void KeptNotLookedAt(this ILogger log, Exception exception);
}
