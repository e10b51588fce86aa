namespace Orleans.Embedded.Tests;

internal interface IWorkGrain : IGrainWithStringKey
{
    Task FailAtOnce();

    Task<int> FailLater();

    /// <summary>Notes what it is told, then waits at the gate of that name or until it is cancelled.</summary>
    Task Work(string name, CancellationToken cancellation);

    Task<string> Key();

    Task<IWorkGrain> Self();

    Task<string> AskOther(string key);

    /// <summary>Waits at the gate, then asks another grain.</summary>
    Task<string> AskOtherLater(string gate, string key);

    Task<string?> Ambient();

    Task<string?> Trace();
}

internal sealed class WorkGrain(Probe probe) : Grain, IWorkGrain
{
    public static readonly AsyncLocal<string?> AmbientValue = new();

    public Task FailAtOnce() => throw new NotReadyException("at once");

    public async Task<int> FailLater()
    {
        await Task.Yield();
        throw new NotReadyException("later");
    }

    public async Task Work(string name, CancellationToken cancellation)
    {
        probe.Note($"{name} begins");
        await probe.Gate(name).WaitAsync(cancellation);
        probe.Note($"{name} ends");
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<IWorkGrain> Self() => Task.FromResult(this.AsReference<IWorkGrain>());

    public Task<string> AskOther(string key) => GrainFactory.GetGrain<IWorkGrain>(key).Key();

    public async Task<string> AskOtherLater(string gate, string key)
    {
        probe.Note($"{gate} begins");
        await probe.Gate(gate);
        return await AskOther(key);
    }

    public Task<string?> Ambient() => Task.FromResult(AmbientValue.Value);

    public Task<string?> Trace() => Task.FromResult(System.Diagnostics.Activity.Current?.Id);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != "work/asks at the end")
        {
            probe.Note($"left: {reason.ReasonCode}");
            return;
        }

        try
        {
            await AskOther("work/other");
        }
        catch (Exception exception)
        {
            probe.Note($"refused: {exception.GetType().Name}");
        }
    }
}
