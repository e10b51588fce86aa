namespace RmsOrleans.Tests;

/// <summary>A clock that only a test turns. Timers fire on the turning thread, in the order of their times.</summary>
internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly List<(DateTimeOffset By, TaskCompletionSource Set)> awaited = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    /// <summary>Ends when a timer is waiting, and for no longer than this.</summary>
    public Task TimerIsSet(TimeSpan? within = null)
    {
        lock (gate)
        {
            var by = within is { } span ? now + span : DateTimeOffset.MaxValue;
            if (timers.Any(timer => timer.Due <= by))
                return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((by, set));
            return set.Task;
        }
    }

    /// <summary>Turns the clock from timer to timer until this is done.</summary>
    public async Task TurnUntil(Task done)
    {
        while (!done.IsCompleted)
        {
            await Task.WhenAny(done, TimerIsSet());
            if (NextDue() is { } due)
                Turn(due - GetUtcNow());
        }
        await done;
    }

    public void Turn(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (TakeNext(until) is { } timer)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private DateTimeOffset? NextDue()
    {
        lock (gate)
            return timers.Min(timer => timer.Due);
    }

    private Timer? TakeNext(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            now = next is null ? until : next.Due > now ? next.Due.Value : now;
            if (next is not null)
                next.Due = next.Period > TimeSpan.Zero ? next.Due + next.Period : null;
            return next;
        }
    }

    private sealed class Timer(HandClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
            lock (clock.gate)
            {
                (Due, Period) = (dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime, period);
                foreach (var (_, set) in clock.awaited.Where(each => each.By >= Due))
                    set.TrySetResult();
                clock.awaited.RemoveAll(each => each.By >= Due);
            }
            if (dueTime == TimeSpan.Zero)
                clock.Turn(TimeSpan.Zero);
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
