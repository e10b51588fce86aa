using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>How many hits of declarations wait for an official.</summary>
internal sealed class ControlGauges : IMeasurement
{
    private readonly ControlStore store;
    private long last;

    public ControlGauges(IMeterFactory meters, ControlStore store)
    {
        this.store = store;
        meters.Create(Activities.SourceName).CreateObservableGauge("rms.checks.undecided_hits", () => Interlocked.Read(ref last), "{hit}", "Hits of declarations that wait for an official.");
    }

    public string What => "controls";

    public async Task Measure(CancellationToken cancellation) => Interlocked.Exchange(ref last, await store.Undecided(cancellation));
}
