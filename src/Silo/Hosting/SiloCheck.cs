namespace RmsOrleans.Silo.Hosting;

/// <summary>This silo is an active member of its cluster: it has joined, and the others have not given it up.</summary>
internal sealed class SiloCheck(ISiloStatusOracle silos) : IReadinessCheck
{
    public string Name => "silo";

    public Task<Phrase?> Check(CancellationToken cancellation) => Task.FromResult<Phrase?>(silos.CurrentStatus == SiloStatus.Active
        ? null
        : new($"The silo is {silos.CurrentStatus}.", $"Состояние узла кластера – {silos.CurrentStatus}."));
}
