using System.Diagnostics;
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

/// <summary>
/// How long a follower of the journal rests after its work, so that it takes no more than its share of a core; which is smaller while its
/// node commits often, as whoever waits for a number comes first.
/// </summary>
/// <param name="busyCommits">In a second.</param>
internal sealed class FollowerPace(JournalSignal signal, double share, double shareWhileBusy, int busyCommits)
{
    /// <summary>Work that took long, as it waited for the storage, is no reason to fall further behind.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(5);

    private long began;
    private long commits;

    public void BeforeWork() => (began, commits) = (Stopwatch.GetTimestamp(), signal.Commits);

    public async Task RestAfterWork(CancellationToken cancellation)
    {
        var work = Stopwatch.GetElapsedTime(began);
        await Task.Delay(Rest(work), cancellation);
        await Task.Delay(FurtherRest(work, signal.Commits - commits, Stopwatch.GetElapsedTime(began)), cancellation);
    }

    /// <summary>After any work. When it is over, it is known whether others are busy.</summary>
    internal TimeSpan Rest(TimeSpan work) => Shorter(work * (1 / share - 1), longest);

    /// <summary>What is added to it if this node has meanwhile committed so often.</summary>
    /// <param name="made">Commits since the work began.</param>
    /// <param name="time">As long as that is ago.</param>
    internal TimeSpan FurtherRest(TimeSpan work, long made, TimeSpan time)
    {
        var isBusy = made > 0 && made >= busyCommits * time.TotalSeconds;
        return isBusy ? Shorter(work * Math.Max(0, 1 / shareWhileBusy - 1 / share), longest) : TimeSpan.Zero;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>Log events of the feeds, with stable ids. None carries content, a person's name or a secret.</summary>
internal static partial class FeedLog
{
    [LoggerMessage(5001, LogLevel.Warning, "Following the journal for {Purpose} failed; it goes on from the same place.")]
    public static partial void FeedFailed(this ILogger log, Exception exception, string purpose);

    [LoggerMessage(5002, LogLevel.Warning, "Webhook {Webhook}: message {Number} of {Subject} was given up after {Attempts} attempts; it is among the dead letters.")]
    public static partial void MessageGivenUp(this ILogger log, string webhook, Guid subject, int number, int attempts);

    [LoggerMessage(5003, LogLevel.Warning, "Webhook {Webhook} was ended by its receiver, which answered 410; {Messages} messages are among the dead letters.")]
    public static partial void WebhookEnded(this ILogger log, string webhook, int messages);
}
