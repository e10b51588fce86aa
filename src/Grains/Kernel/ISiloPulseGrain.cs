namespace RmsOrleans.Grains.Kernel;

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

/// <summary>The pulse as a grain.</summary>
public static class PulseGrains
{
    private const string ThePulse = "worker/pulse";

    public static ISiloPulseGrain Pulse(this IGrainFactory grains) => grains.GetGrain<ISiloPulseGrain>(ThePulse);
}
