using Orleans.Runtime.Services;
using Orleans.Services;

namespace RmsOrleans.Silo.Hosting.Dashboard;

/// <summary>Where a silo hears that somebody looks at the dashboard, on whichever silo.</summary>
[Alias("dashboard-looks")]
internal interface ILooksService : IGrainService
{
    [OneWay, Alias("looked")]
    Task Looked();
}

internal sealed class LooksService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory logs, MeasuringWhileLooked measuring)
    : GrainService(id, silo, logs), ILooksService
{
    public Task Looked()
    {
        measuring.Looked();
        return Task.CompletedTask;
    }
}

/// <summary>Tells all silos that somebody looks, now and then while somebody does: one that has just joined hears it too.</summary>
internal sealed class Looks(IServiceProvider services, ISiloStatusOracle silos, ILocalSiloDetails here, MeasuringWhileLooked measuring, TimeProvider clock)
    : GrainServiceClient<ILooksService>(services)
{
    /// <summary>Shorter than any silo goes on without hearing of a look.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(20);

    private long next = long.MinValue;

    public void Looked()
    {
        measuring.Looked();
        var now = clock.GetTimestamp();
        var due = Interlocked.Read(ref next);
        if (now < due || Interlocked.CompareExchange(ref next, now + (long)(pause.TotalSeconds * clock.TimestampFrequency), due) != due)
            return;
        foreach (var silo in silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(here.SiloAddress)))
            GetGrainService(silo).Looked().Ignore(); // a silo that does not hear it shows less
    }
}
