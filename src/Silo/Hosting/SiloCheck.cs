namespace RmsOrleans.Silo.Hosting;

/// <summary>This silo is an active member of its cluster: it has joined, and the others have not given it up.</summary>
internal sealed class SiloCheck(ISiloStatusOracle silos) : IReadinessCheck
{
    public string Name => "silo";

    public Task<string?> Check(CancellationToken cancellation) => Task.FromResult(
        silos.CurrentStatus == SiloStatus.Active ? null : $"The silo is {silos.CurrentStatus}.");
}
