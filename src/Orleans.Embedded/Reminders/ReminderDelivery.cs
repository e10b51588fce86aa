using System.Threading.Channels;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Looks for due reminders, claims them and ticks the grains; several nodes may do so on one database.</summary>
internal sealed class ReminderDelivery(GrainEngine engine, ReminderTable table)
{
    private const int AtOnce = 64;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _ticks = [];
    private volatile bool _isFull;
    private Task _loop = Task.CompletedTask;

    private TimeProvider Clock => engine.Clocks.Reminders;

    private TimeSpan Period => engine.Options.ReminderPollPeriod;

    public void Start()
    {
        if (table.IsThere)
            _loop = Task.Run(RunAsync);
    }

    /// <summary>Ticks no more, and waits for the ticks under way as far as the time allows.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stop.CancelAsync();
        await _loop.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        using var timer = Clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!_stop.IsCancellationRequested)
        {
            var polledAt = Clock.GetUtcNow();
            await PollAsync(polledAt);
            timer.Change(Period, Timeout.InfiniteTimeSpan);

            // A clock that was turned meanwhile has left the timer behind: then look again at once.
            if (_isFull || Clock.GetUtcNow() - polledAt < Period)
                await WaitAsync();
            _wake.Reader.TryRead(out _);
        }

        await Task.WhenAll(_ticks);
    }

    private async Task WaitAsync()
    {
        Task woken = _wake.Reader.WaitToReadAsync(_stop.Token).AsTask();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task PollAsync(DateTimeOffset now)
    {
        _ticks.RemoveAll(tick => tick.IsCompleted);
        if (_ticks.Count == AtOnce)
            return;
        try
        {
            var claimUntil = now + engine.Options.ReminderClaim;
            var claimed = await table.Claim(now.ToUnixTimeMilliseconds(), claimUntil.ToUnixTimeMilliseconds(), AtOnce - _ticks.Count);
            _isFull = _ticks.Count + claimed.Count == AtOnce;
            _ticks.AddRange(claimed.Select(row => TickAsync(row, now)));
        }
        catch (Exception exception)
        {
            engine.Log.RemindersUnreachable(exception);
        }
    }

    private async Task TickAsync(ReminderRow row, DateTimeOffset now)
    {
        try
        {
            var isDelivered = await DeliverAsync(row, new(Time(row.FirstDue), TimeSpan.FromMilliseconds(row.Period), now.UtcDateTime));
            var nextDue = isDelivered ? row.NextDueAfter(now.ToUnixTimeMilliseconds()) : row.NextDue;
            await table.Release(row, nextDue);
            if (_isFull || (isDelivered && Time(nextDue) <= Clock.GetUtcNow()))
                Wake(); // what came due during the tick was hidden by its claim
        }
        catch (Exception exception)
        {
            engine.Log.RemindersUnreachable(exception);
        }
    }

    /// <summary>False when the tick is still to be delivered, by another node.</summary>
    private async Task<bool> DeliverAsync(ReminderRow row, TickStatus status)
    {
        try
        {
            if (engine.Remindable(row.Grain) is { } grain)
                await grain.ReceiveReminder(row.Name, status);
            else
                engine.Log.ReminderWithoutClass(row.Name, row.Grain);
        }
        catch (SiloUnavailableException)
        {
            return false;
        }
        catch (Exception exception)
        {
            engine.Log.ReminderFailed(exception, row.Name, row.Grain);
        }

        return true;
    }

    private static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
