namespace Orleans.Embedded.Tests;

internal sealed class NotReadyException(string message) : Exception(message);

/// <summary>A grain whose arrival and leaving stop at gates.</summary>
internal interface ILivingGrain : IGrainWithStringKey
{
    /// <summary>How many calls this activation has had.</summary>
    Task<int> Number();

    Task Leave();
}

internal sealed class LivingGrain(Probe probe, Scoped scoped) : Grain, ILivingGrain, IAsyncDisposable
{
    private int _calls;

    public Task<int> Number() => Task.FromResult(++_calls);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(scoped);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Note("arriving");
        await probe.Gate("arrive");
        if (this.GetPrimaryKeyString() == "living/fails" && !probe.Gate("repair").IsCompleted)
            throw new NotReadyException("not yet");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note("leaving");
        if (this.GetPrimaryKeyString() == "living/lingers")
            await probe.Gate("leave");
        probe.Note("left");
    }

    public ValueTask DisposeAsync()
    {
        probe.Note("disposed");
        return ValueTask.CompletedTask;
    }
}

/// <summary>A grain that is made, used once and dropped.</summary>
internal interface IPassingGrain : IGrainWithStringKey
{
    Task Visit();
}

internal sealed class PassingGrain : Grain, IPassingGrain
{
    public Task Visit()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() == "passing/shy")
            DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
