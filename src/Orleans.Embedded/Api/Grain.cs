using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What grain classes derive from. One object serves one key, and its code never runs on two threads at once.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Only the engine makes grains; one made by hand has no context.</summary>
    protected Grain() => GrainContext = Activation.Current!;

    /// <summary>The activation that this object belongs to.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Of(this).Engine;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.Of(this).Services;

    /// <summary>Lets go of this object when the calls that run in it have ended; calls that wait go to the next one.</summary>
    protected void DeactivateOnIdle() =>
        Activation.Of(this).Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    /// <summary>Runs before the first call; a failure here reaches the callers.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call; not at all when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
