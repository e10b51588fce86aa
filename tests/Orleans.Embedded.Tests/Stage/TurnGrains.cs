using Orleans.Concurrency;

namespace Orleans.Embedded.Tests;

internal interface ITurns : IGrainWithStringKey
{
    /// <summary>Notes its beginning, waits at the gate of its name, notes its end.</summary>
    Task Run(string name);

    [AlwaysInterleave]
    Task Pass(string name);

    /// <summary>Runs, and leaves memory after it.</summary>
    Task RunLast(string name);

    /// <summary>Waits for the signal, which comes from a thread that is not the activation's.</summary>
    Task Resume(Task signal);

    /// <summary>Holds its turn, and the thread with it, until the latch opens.</summary>
    Task Hold(ManualResetEventSlim latch);

    /// <summary>Counts how many turns ever run at the same time, over many awaits.</summary>
    Task Collide(int turns);

    Task<int> MostAtOnce();
}

internal interface ITurnGrain : ITurns;

internal interface IReentrantTurnGrain : ITurns;

internal abstract class TurnGrainBody(Probe probe) : Grain
{
    private int _inside;
    private int _mostAtOnce;

    public async Task Run(string name)
    {
        probe.Note($"{name} begins");
        await probe.Gate(name);
        probe.Note($"{name} ends");
    }

    public Task Pass(string name) => Run(name);

    public Task RunLast(string name)
    {
        DeactivateOnIdle();
        return Run(name);
    }

    public async Task Resume(Task signal)
    {
        probe.Note("waiting");
        await signal;
        probe.Note("resumed");
    }

    public Task Hold(ManualResetEventSlim latch)
    {
        probe.Note("holding");
        latch.Wait();
        probe.Note("released");
        return Task.CompletedTask;
    }

    public async Task Collide(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            var inside = Interlocked.Increment(ref _inside);
            if (inside > _mostAtOnce)
                _mostAtOnce = inside;
            Thread.SpinWait(200);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }
    }

    public Task<int> MostAtOnce() => Task.FromResult(_mostAtOnce);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"left: {reason.ReasonCode}{(probe.Watched?.IsCompleted == true ? " after the answer" : "")}");
        return Task.CompletedTask;
    }
}

internal sealed class TurnGrain(Probe probe) : TurnGrainBody(probe), ITurnGrain;

[Reentrant]
internal sealed class ReentrantTurnGrain(Probe probe) : TurnGrainBody(probe), IReentrantTurnGrain;
