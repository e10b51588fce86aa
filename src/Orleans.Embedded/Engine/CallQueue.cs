namespace Orleans.Embedded;

/// <summary>Which calls of an activation run and which wait. It has no lock; its activation has.</summary>
internal sealed class CallQueue(Activation activation)
{
    private readonly Queue<Call> _waiting = new(0);
    private int _running;
    private bool _isBlocked; // by a running call that does not interleave

    public bool IsIdle => _running == 0;

    public void Wait(Call call) => _waiting.Enqueue(call);

    public void BeginOrWait(Call call)
    {
        if (call.Interleaves || !_isBlocked)
            Begin(call);
        else
            Wait(call);
    }

    /// <summary>Begins what may begin now; the rest keeps its order.</summary>
    public void BeginWaiting()
    {
        for (var left = _waiting.Count; left > 0; left--)
            BeginOrWait(_waiting.Dequeue());
    }

    public void End(Call call)
    {
        _running--;
        if (!call.Interleaves)
            _isBlocked = false;
    }

    public Call[] TakeWaiting()
    {
        Call[] waiting = [.. _waiting];
        _waiting.Clear();
        return waiting;
    }

    private void Begin(Call call)
    {
        _running++;
        _isBlocked |= !call.Interleaves;
        call.Start(activation);
    }
}
