using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>How many hits of declarations wait for an official, and for how long.</summary>
internal sealed class ControlGauges : IMeasurement
{
    private readonly ControlStore store;
    private readonly TimeProvider clock;
    private volatile UndecidedHits? last;

    public ControlGauges(IMeterFactory meters, ControlStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.store, this.clock) = (store, clock);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge<long>("rms.checks.undecided_hits", () => last is { } hits ? [new(hits.Hits)] : [], "{hit}", "Hits of declarations that wait for an official.");
        meter.CreateObservableGauge<double>(
            "rms.checks.oldest_hit", () => last is { } hits ? [new(Age.Of(hits.Oldest, clock))] : [], "s", "For how long nothing was done about the declaration whose hit waits the longest; 0 if none waits.");
    }

    public string What => "controls";

    public async Task Measure(CancellationToken cancellation) => last = await store.Undecided(cancellation);
}
