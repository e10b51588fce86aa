using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

internal interface ITickingGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task Leave();

    /// <summary>A call that waits at the gate "call".</summary>
    Task Wait();

    /// <summary>From the next tick on, each waits at the gate "tick".</summary>
    Task HoldTicks();

    Task FailTicks();
}

internal sealed class TickingGrain(Probe probe) : Grain, ITickingGrain
{
    private IGrainTimer? _timer;
    private bool _holds;
    private bool _fails;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(TickAsync, new() { DueTime = due, Period = period, Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Wait()
    {
        probe.Note("call begins");
        await probe.Gate("call");
        probe.Note("call ends");
    }

    public Task HoldTicks()
    {
        _holds = true;
        return Task.CompletedTask;
    }

    public Task FailTicks()
    {
        _fails = true;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"left: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        probe.Note(Activation.Current == GrainContext && WorkGrain.AmbientValue.Value is null ? "tick" : "tick elsewhere");
        if (_fails)
            throw new NotReadyException("tick");
        if (_holds)
            await probe.Gate("tick").WaitAsync(cancellation);
    }
}
