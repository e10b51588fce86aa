using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A timer of a grain. The next tick is set when a tick has ended, so ticks never pile up.</summary>
internal sealed class ActivationTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _period;
    private TimeSpan? _changedDueTime; // set when the times were changed during a tick
    private bool _isTicking;

    public ActivationTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options, _period) = (activation, callback, options, options.Period);

        using (NoCaller())
            _timer = activation.Engine.Clocks.Timers.CreateTimer(Tick, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (_isTicking)
            _changedDueTime = dueTime;
        else
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _timer.Dispose();
    }

    private void Tick(object? _)
    {
        if (_disposed.IsCancellationRequested || !_activation.Engine.TakesCalls)
            return;
        using (NoCaller())
            _activation.Engine.Post(new TimerTick(this), _activation);
    }

    /// <summary>A tick belongs to no caller: neither to the call that made the timer nor to whoever turns the clock.</summary>
    private static AsyncFlowControl? NoCaller() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();

    private async Task RunAsync()
    {
        _isTicking = true;
        try
        {
            if (!_disposed.IsCancellationRequested)
                await _callback(_disposed.Token);
        }
        finally
        {
            _isTicking = false;
            var next = _changedDueTime ?? _period;
            _changedDueTime = null;
            if (!_disposed.IsCancellationRequested)
                _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One tick as a turn of the activation; nobody waits for it, and it ends with its activation.</summary>
    private sealed class TimerTick(ActivationTimer timer) : Call
    {
        private GrainEngine Engine => timer._activation.Engine;

        public override bool Interleaves => timer._options.Interleave || timer._activation.Class.IsReentrant;

        public override bool IsUse => timer._options.KeepAlive;

        public override void Fail(Exception failure)
        {
            Engine.InFlight.Remove(this);
            Engine.Log.TimerFailed(failure, timer._activation.GrainId);
        }

        public override bool Abandon(Exception reason) => false;

        public override void MoveOn() => Engine.InFlight.Remove(this);

        protected override bool IsStillWanted() => true;

        protected override Task Invoke(Grain grain) => timer.RunAsync();

        protected override void Succeed(Task? result) => Engine.InFlight.Remove(this);
    }
}
