using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Deadlines;

namespace RmsOrleans.Grains.Telemetry;

/// <summary>
/// Open and overdue deadlines, and how far the watch is behind, by responsible authority. Somebody counts them now and then, and only while
/// they are collected; a measurement shows the last count.
/// </summary>
internal sealed class DeadlineMetrics
{
    private readonly TimeProvider clock;
    private readonly ObservableGauge<long> open;
    private ImmutableArray<DeadlineCount> last = [];

    public DeadlineMetrics(IMeterFactory meters, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Activities.SourceName);
        open = meter.CreateObservableGauge("rms.deadlines.open", () => Measure(count => count.Open), "{deadline}", "Deadlines that run and are not missed.");
        meter.CreateObservableGauge("rms.deadlines.overdue", () => Measure(count => count.Overdue), "{draft}", "Drafts that are overdue.");
        meter.CreateObservableGauge("rms.deadlines.lag", () => Measure(Lag), "s", "How long the oldest deadline is past due that is not marked as missed.");
    }

    /// <summary>Whether anybody collects.</summary>
    public bool IsWanted => open.Enabled;

    public void Counted(ImmutableArray<DeadlineCount> counts) => ImmutableInterlocked.InterlockedExchange(ref last, counts);

    private IEnumerable<Measurement<T>> Measure<T>(Func<DeadlineCount, T> value) where T : struct =>
        last.Select(count => new Measurement<T>(value(count), new KeyValuePair<string, object?>("rms.authority", count.Responsible.Value)));

    private double Lag(DeadlineCount count) => count.OldestOpen is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0;
}
