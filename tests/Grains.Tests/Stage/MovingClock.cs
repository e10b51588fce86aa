using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>
/// The hand-turned clock as Orleans sees it: it moves on by a tick with each reading. Orleans waits for a moment by waiting for what is left of
/// it, again and again, in whole milliseconds; on a clock that stands still, the last fraction of one would be waited for without end.
/// </summary>
internal sealed class MovingClock(HandClock clock) : TimeProvider
{
    private long readings;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddTicks(Interlocked.Increment(ref readings));

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
