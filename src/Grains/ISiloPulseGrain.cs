namespace RmsOrleans.Grains;

/// <summary>Of this grain each silo has its own: that it answers says that this silo runs grains, whatever becomes of the others.</summary>
[Alias("silo-pulse")]
public interface ISiloPulseGrain : IGrainWithStringKey
{
    /// <summary>Answers.</summary>
    [Alias("beat")]
    Task Beat();
}

/// <inheritdoc cref="ISiloPulseGrain"/>
[StatelessWorker(maxLocalWorkers: 1)]
internal sealed class SiloPulseGrain : Grain, ISiloPulseGrain
{
    public Task Beat() => Task.CompletedTask;
}
