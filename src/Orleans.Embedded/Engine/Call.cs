namespace Orleans.Embedded;

/// <summary>Something that an activation is to run: a method for a caller, or a tick of a timer.</summary>
internal abstract class Call
{
    // Made when the call is sent: a task keeps the execution context, and so the trace, of whoever made it.
    private readonly Task _turn;
    private Activation? _activation;

    protected Call() => _turn = new Task(static call => _ = ((Call)call!).RunAsync(), this);

    /// <summary>Its place among the calls in flight.</summary>
    public CallsInFlight.Entry Flight;

    /// <summary>Whether it may start while another call is running.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>Whether it counts as use, so that the activation stays in memory.</summary>
    public virtual bool IsUse => true;

    public void Start(Activation activation)
    {
        _activation = activation;
        _turn.Start(activation.Scheduler);
    }

    /// <summary>Ends the call without running it, or after it has failed.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Answers the caller while the call goes on; says whether anybody was still waiting.</summary>
    public abstract bool Abandon(Exception reason);

    /// <summary>Goes elsewhere, because the activation that it waited for has left.</summary>
    public abstract void MoveOn();

    /// <summary>False when nobody waits for it any more; then it need not start.</summary>
    protected abstract bool IsStillWanted();

    protected abstract Task Invoke(Grain grain);

    protected abstract void Succeed(Task? result);

    private async Task RunAsync()
    {
        var activation = _activation!;
        Task? result = null;
        Exception? failure = null;
        try
        {
            if (IsStillWanted())
            {
                result = Invoke(activation.Grain);
                await result;
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        // First the end, then the answer: who hears it may count on the end, such as that the grain has left memory.
        activation.End(this, failure);
        if (failure is null)
            Succeed(result);
        else
            Fail(failure);
    }
}
