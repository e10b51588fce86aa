using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>One grain in memory: lets calls in, one after the other unless they interleave, until it leaves.</summary>
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
    private readonly string _key;
    private readonly Queue<Call> _waiting = new(0);
    private Stage _stage;
    private int _running;
    private bool _isBlocked; // by a call that does not interleave
    private DeactivationReason? _leaveFor;
    private TaskCompletionSource? _gone;
    private int _lastUse;

    public Activation(GrainEngine engine, GrainClass grainClass, string key)
    {
        (Engine, Class, _key) = (engine, grainClass, key);
        Scheduler = new(this, engine.Options.TurnsBeforeYield);
        _life = new(this);
    }

    /// <summary>The activation whose turn this thread is running.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public GrainEngine Engine { get; }

    public GrainClass Class { get; }

    public GrainId GrainId => new(Class.TypeName, _key);

    public string Key => _key;

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
            if (_stage == Stage.Gone)
                return false;
            if (_stage == Stage.Active && _leaveFor is null && (call.Interleaves || !_isBlocked))
                Begin(call);
            else
                _waiting.Enqueue(call);
            return true;
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

        var leaves = false;
        lock (_gate)
        {
            _running--;
            if (!call.Interleaves)
                _isBlocked = false;
            if (call.IsUse)
                _lastUse = Engine.Collector.Round;
            if (_leaveFor is null)
                BeginWaiting();
            else
                leaves = IsReadyToLeave();
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
            leaves = IsReadyToLeave();
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
            if (_stage != Stage.Active || _running > 0 || round - _lastUse <= rounds)
                return;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nobody has called for a while."));
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

        var leaves = false;
        lock (_gate)
        {
            _stage = Stage.Active;
            _lastUse = Engine.Collector.Round;
            BeginWaiting(); // even if it has decided to leave at once: whoever woke it is served
            leaves = _leaveFor is not null && IsReadyToLeave();
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

    /// <summary>Makes room for the next activation; the calls that still wait are the caller's to deal with.</summary>
    private Call[] Go()
    {
        Class.Activations.TryRemove(new(_key, this));
        lock (_gate)
        {
            _stage = Stage.Gone;
            _gone?.TrySetResult();
            return [.. _waiting];
        }
    }

    private void BeginWaiting()
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var call = _waiting.Dequeue();
            if (call.Interleaves || !_isBlocked)
                Begin(call);
            else
                _waiting.Enqueue(call);
        }
    }

    private void Begin(Call call)
    {
        _running++;
        _isBlocked |= !call.Interleaves;
        call.Start(this);
    }

    private bool IsReadyToLeave()
    {
        if (_stage != Stage.Active || _running > 0)
            return false;
        _stage = Stage.Leaving;
        return true;
    }
}
