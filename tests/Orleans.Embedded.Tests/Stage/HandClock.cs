namespace Orleans.Embedded.Tests;

/// <summary>A clock that only a test turns. Timers fire on the turning thread, in the order of their times.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
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
        lock (_gate)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private Timer? TakeNext(DateTimeOffset until)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            _now = next is null ? until : next.Due > _now ? next.Due.Value : _now;
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
            lock (clock._gate)
                (Due, Period) = (dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime, period);
            if (dueTime == TimeSpan.Zero)
                clock.Turn(TimeSpan.Zero);
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
