using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The grain object of an activation with all that lives and ends with it: services, states, timers.</summary>
internal sealed class ActivationLife(Activation activation)
{
    private AsyncServiceScope? _scope;
    private Grain? _grain;
    private List<ActivationTimer>? _timers;

    public IServiceProvider Services => _scope?.ServiceProvider ?? throw new InvalidOperationException("The activation has no services yet.");

    public Grain Grain => _grain!;

    private GrainEngine Engine => activation.Engine;

    public IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new ActivationTimer(activation, callback, options);
        lock (this)
            (_timers ??= []).Add(timer);
        return timer;
    }

    /// <summary>Cancels the ticks under way, too: whoever leaves waits for them.</summary>
    public void StopTimers()
    {
        List<ActivationTimer>? timers;
        lock (this)
            (timers, _timers) = (_timers, null);
        timers?.ForEach(timer => timer.Dispose());
    }

    /// <summary>Makes the object, reads its states, runs OnActivateAsync.</summary>
    public async Task BeginAsync()
    {
        _scope = Engine.ServiceProvider.CreateAsyncScope();
        _grain = activation.Class.Make(activation, out var states);
        foreach (var state in states)
            await state.ReadStateAsync();
        if (activation.Class.HasOnActivate)
            await Bounded(nameof(_grain.OnActivateAsync), _grain.OnActivateAsync);
    }

    /// <summary>Stops the timers, runs OnDeactivateAsync unless there is no reason because it never was active, disposes.</summary>
    public async Task EndAsync(DeactivationReason? reason)
    {
        try
        {
            StopTimers();
            if (reason is { } why && activation.Class.HasOnDeactivate)
                await Bounded(nameof(_grain.OnDeactivateAsync), cancellation => Grain.OnDeactivateAsync(why, cancellation));
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(exception, activation.GrainId);
        }

        try
        {
            if (_grain is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (_grain as IDisposable)?.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(exception, activation.GrainId);
        }
    }

    private async Task Bounded(string name, Func<CancellationToken, Task> step)
    {
        var bound = Engine.Options.ResponseTimeout;
        using var timeout = new CancellationTokenSource(bound, Engine.Clocks.Calls);
        try
        {
            await step(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"{name} of {activation.GrainId} did not end within {bound}.");
        }
    }
}
