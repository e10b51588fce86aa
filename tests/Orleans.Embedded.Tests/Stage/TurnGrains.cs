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
        probe.Note($"left: {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

internal sealed class TurnGrain(Probe probe) : TurnGrainBody(probe), ITurnGrain;

[Reentrant]
internal sealed class ReentrantTurnGrain(Probe probe) : TurnGrainBody(probe), IReentrantTurnGrain;
