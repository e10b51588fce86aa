using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>
/// Sends what is due, some at once, each receiver on its own: one that is away costs the others nothing. After a failure a receiver is left in
/// peace for a while, and then tried with one message.
/// </summary>
internal sealed class WebhookDelivery(
    WebhookLease held, WebhookOutbox outbox, WebhookSender sender, WebhookSignal signal, WebhookMetrics metrics, IOptions<WebhookSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<WebhookDelivery> log) : BackgroundService
{
    private const int BatchSize = 100;

    /// <summary>How often it is looked whether this node has come to deliver.</summary>
    private static readonly TimeSpan rest = TimeSpan.FromSeconds(5);

    /// <summary>A timer takes no time without bound.</summary>
    private static readonly TimeSpan longestTimer = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Task> running = new();
    private readonly SemaphoreSlim slots = new(settings.Value.AtOnce);

    public override void Dispose()
    {
        slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = signal.Next;
                await Wait(next, await Begin(stoppingToken), stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }
    }

    /// <summary>Begins with each receiver that something is due for; gives the time at which the next will be.</summary>
    private async Task<DateTimeOffset?> Begin(CancellationToken stopping)
    {
        if (!held.Claim.IsHeld)
            return null;
        try
        {
            var (due, next) = await outbox.Due(stopping);
            foreach (var webhook in due)
            {
                if (!running.ContainsKey(webhook))
                    running[webhook] = Task.Run(() => DeliverTo(webhook, stopping), CancellationToken.None);
            }
            return next;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.FeedFailed(failure, held.Claim.Purpose);
            return null;
        }
    }

    private async Task Wait(Task signalled, DateTimeOffset? due, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        List<Task> reasons = [signalled, Task.Delay(rest, over.Token)];
        if (due - clock.GetUtcNow() is { } left)
            reasons.Add(Task.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < longestTimer ? left : longestTimer, clock, over.Token));
        await Task.WhenAny(reasons);
        await over.CancelAsync();
    }

    private async Task DeliverTo(string webhook, CancellationToken stopping)
    {
        try
        {
            while (held.Claim.IsHeld && await outbox.Due(webhook, BatchSize, stopping) is { Count: > 0 } due && await Send(due, stopping))
            {
            }
        }
        catch (Exception failure)
        {
            if (!stopping.IsCancellationRequested)
                log.FeedFailed(failure, held.Claim.Purpose);
        }
        running.TryRemove(webhook, out _);
        signal.Raise();
    }

    /// <summary>False as soon as the receiver did not take one.</summary>
    private async Task<bool> Send(IReadOnlyList<WebhookMessage> due, CancellationToken stopping)
    {
        var isTaking = true;
        var tried = due[0].Failures > 0 ? due.Take(1) : due;
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Value.AtOnceToOne, CancellationToken = stopping };
        await Parallel.ForEachAsync(tried, options, async (message, cancellation) =>
        {
            if (Volatile.Read(ref isTaking) && !await Send(message, cancellation))
                Volatile.Write(ref isTaking, false);
        });
        return isTaking;
    }

    private async Task<bool> Send(WebhookMessage message, CancellationToken cancellation)
    {
        WebhookAttempt attempt;
        await slots.WaitAsync(cancellation);
        try
        {
            attempt = await sender.Send(message, cancellation);
        }
        finally
        {
            slots.Release();
        }

        if (attempt.Failure is not { } failure)
        {
            await outbox.Taken(message);
            metrics.Taken();
            return true;
        }
        if (attempt.IsGone && await outbox.End(message, failure) is { } givenUp)
        {
            metrics.Failed(givenUp);
            log.WebhookEnded(message.Webhook, givenUp);
            return false;
        }
        var isDead = await outbox.Failed(message, failure, attempt.RetryAt);
        metrics.Failed(isDead ? 1 : 0);
        if (isDead)
            log.MessageGivenUp(message.Webhook, message.Subject, message.Number, message.Attempts + 1);
        return false;
    }
}
