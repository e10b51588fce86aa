using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Open and overdue deadlines, and how far the watch is behind, by responsible authority.</summary>
internal sealed class DeadlineGauges : IMeasurement
{
    private readonly IDeadlineStore deadlines;
    private readonly TimeProvider clock;
    private ImmutableArray<DeadlineCount> last = [];

    public DeadlineGauges(IMeterFactory meters, IDeadlineStore deadlines, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.deadlines, this.clock) = (deadlines, clock);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.deadlines.open", () => Each(count => count.Open), "{deadline}", "Deadlines that run and are not missed.");
        meter.CreateObservableGauge("rms.deadlines.overdue", () => Each(count => count.Overdue), "{draft}", "Drafts that are overdue.");
        meter.CreateObservableGauge("rms.deadlines.lag", () => Each(Lag), "s", "How long the oldest deadline is past due that is not marked as missed.");
    }

    public string What => "deadlines";

    public async Task Measure(CancellationToken cancellation) =>
        ImmutableInterlocked.InterlockedExchange(ref last, await deadlines.Count(cancellation));

    private IEnumerable<Measurement<T>> Each<T>(Func<DeadlineCount, T> value) where T : struct =>
        last.Select(count => new Measurement<T>(value(count), new KeyValuePair<string, object?>("rms.authority", count.Responsible.Value)));

    private double Lag(DeadlineCount count) => count.OldestOpen is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0;
}
