using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>One grain in memory: takes calls from its arrival until it leaves.</summary>
internal sealed class Activation : IGrainContext
{
    private enum Stage
    {
        Arriving,
        Active,
        Leaving,
        Gone,
    }

    private readonly Lock _gate = new();
    private readonly ActivationLife _life;
    private readonly CallQueue _calls;
    private readonly string _key;
    private Stage _stage;
    private DeactivationReason? _leaveFor;
    private TaskCompletionSource? _gone;
    private int _lastUse;

    public Activation(GrainEngine engine, GrainClass grainClass, string key)
    {
        (Engine, Class, _key) = (engine, grainClass, key);
        Scheduler = new(this, engine.Options.TurnsBeforeYield);
        _life = new(this);
        _calls = new(this);
    }

    /// <summary>The activation whose turn this thread is running.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public GrainEngine Engine { get; }

    public GrainClass Class { get; }

    public GrainId GrainId => new(Class.TypeName, _key);

    public ActivationScheduler Scheduler { get; }

    public IServiceProvider Services => _life.Services;

    public Grain Grain => _life.Grain;

    public static Activation Of(object grain) =>
        (grain as IGrainBase)?.GrainContext as Activation
        ?? throw new InvalidOperationException($"{grain.GetType()} is neither a grain that the engine has made nor a reference to one.");

    public object ReferenceAs(Type interfaceType) => Engine.ReferenceTo(interfaceType, Class, _key);

    public IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        _life.AddTimer(callback, options);

    /// <summary>Makes the grain object ready on a first turn; calls wait meanwhile.</summary>
    public void Arrive() => new Task(static activation => _ = ((Activation)activation!).ArriveAsync(), this).Start(Scheduler);

    /// <summary>Takes a call, or says no because it is gone.</summary>
    public bool TryAccept(Call call)
    {
        lock (_gate)
        {
            if (_stage == Stage.Active && _leaveFor is null)
                _calls.BeginOrWait(call);
            else if (_stage != Stage.Gone)
                _calls.Wait(call);
            return _stage != Stage.Gone;
        }
    }

    /// <summary>Ends a call, within its last turn. What comes next begins here: the next call, or the leaving.</summary>
    public void End(Call call, Exception? failure)
    {
        if (failure is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, failure, "The stored state has been changed by somebody else."));
        }

        bool leaves;
        lock (_gate)
        {
            _calls.End(call);
            if (call.IsUse)
                _lastUse = Engine.Collector.Round;
            if (_leaveFor is null)
                _calls.BeginWaiting();
            leaves = BeginsToLeave();
        }

        if (leaves)
            _ = LeaveAsync();
    }

    /// <summary>Leaves when the calls that run have ended; those that wait, and all later ones, go to the next activation.</summary>
    public void Deactivate(DeactivationReason reason)
    {
        bool leaves;
        lock (_gate)
        {
            _leaveFor ??= reason;
            leaves = BeginsToLeave();
        }

        _life.StopTimers();
        if (leaves)
            new Task(static activation => _ = ((Activation)activation!).LeaveAsync(), this).Start(Scheduler);
    }

    /// <summary>The same, and completes when it has left.</summary>
    public Task DeactivateAsync(DeactivationReason reason)
    {
        Task gone;
        lock (_gate)
        {
            if (_stage == Stage.Gone)
                return Task.CompletedTask;
            gone = (_gone ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        Deactivate(reason);
        return gone;
    }

    /// <summary>Leaves if it has not been used for more than so many rounds of the collector.</summary>
    public void DeactivateIfIdle(int round, int rounds)
    {
        lock (_gate)
        {
            if (_stage != Stage.Active || !_calls.IsIdle || round - _lastUse <= rounds)
                return;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nobody has called for a while."));
    }

    private bool BeginsToLeave()
    {
        if (_leaveFor is null || _stage != Stage.Active || !_calls.IsIdle)
            return false;
        _stage = Stage.Leaving;
        return true;
    }

    private async Task ArriveAsync()
    {
        try
        {
            await _life.BeginAsync();
        }
        catch (Exception failure)
        {
            await _life.EndAsync(null);
            foreach (var call in Go())
                call.Fail(failure);
            return;
        }

        bool leaves;
        lock (_gate)
        {
            _stage = Stage.Active;
            _lastUse = Engine.Collector.Round;
            _calls.BeginWaiting(); // even if it wants to leave at once: whoever woke it is served
            leaves = BeginsToLeave();
        }

        if (leaves)
            await LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        await _life.EndAsync(_leaveFor);
        foreach (var call in Go())
            call.MoveOn();
    }

    /// <summary>Makes room for the next activation; the calls that still wait are for whoever asked it to go.</summary>
    private Call[] Go()
    {
        Class.Activations.TryRemove(new(_key, this)); // first: who finds it gone must find no more of it
        lock (_gate)
        {
            _stage = Stage.Gone;
            _gone?.TrySetResult();
            return _calls.TakeWaiting();
        }
    }
}
