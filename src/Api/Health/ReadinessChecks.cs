using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Health;

/// <summary>The program is not on its way out.</summary>
internal sealed class RunningCheck(IHostApplicationLifetime lifetime) : IReadinessCheck
{
    public string Name => "running";

    public Task<string?> Check(CancellationToken cancellation) => Task.FromResult<string?>(
        lifetime.ApplicationStopping.IsCancellationRequested ? "The program is stopping: it ends what it has in hand." : null);
}

/// <summary>A grain of this silo answers, and the register of authorities is loaded.</summary>
internal sealed class GrainCheck(IGrainFactory grains, IReferenceData reference) : IReadinessCheck
{
    public string Name => "grains";

    public async Task<string?> Check(CancellationToken cancellation)
    {
        await grains.Pulse().Beat().WaitAsync(cancellation);
        return reference.Current.Authorities.IsEmpty ? "The register of authorities is empty." : null;
    }
}
