using Microsoft.Extensions.Options;

namespace RmsOrleans.Storage.Feeds;

/// <summary>Follows the journal for a purpose, on one node at a time: page by page, as soon as there is something, and no faster than its pace.</summary>
/// <param name="rest">How often a node that has nothing to follow for looks whether it has.</param>
/// <param name="early">What tells it so before.</param>
internal abstract class Follower(
    string purpose, JournalSignal signal, FollowerPace pace, TimeSpan rest, IOptions<FeedSettings> settings, ILogger log, Signal? early = null) : BackgroundService
{
    private static readonly Task never = new TaskCompletionSource().Task;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Release();
        }
        catch (Exception failure)
        {
            log.FeedFailed(failure, purpose); // the claim ends by itself
        }
    }

    /// <summary>Reads and does one page; null while there is nothing to follow for.</summary>
    protected abstract Task<JournalPage?> Follow(CancellationToken cancellation);

    /// <summary>Lets another node follow at once.</summary>
    protected abstract Task Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var waker = new Waker(signal, settings.Value.Poll);
        while (true)
        {
            waker.BeforeReading();
            pace.BeforeWork();
            var told = early?.Next ?? never;
            JournalPage? page = null;
            try
            {
                page = await Follow(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.FeedFailed(failure, purpose);
            }

            if (page is null)
                await Task.WhenAny(told, Task.Delay(rest, stoppingToken));
            else if (page.Lines.Count > 0)
                await pace.RestAfterWork(stoppingToken);
            if (page is { IsFull: false })
                await waker.AfterReading(page.Lines.Count > 0, stoppingToken);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }
}
