using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Open and late entries by register, and how far the watch over their terms is behind. Of a closed circle nothing is counted.</summary>
internal sealed class EntryGauges : IMeasurement
{
    private readonly EntryQueries entries;
    private readonly TimeProvider clock;
    private ImmutableArray<KindCount> last = [];
    private DateTimeOffset? oldest;

    public EntryGauges(IMeterFactory meters, EntryQueries entries, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.entries, this.clock) = (entries, clock);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.entries.open", () => Each(count => count.Open), "{entry}", "Entries of registers that have not ended.");
        meter.CreateObservableGauge("rms.entries.overdue", () => Each(count => count.Overdue), "{entry}", "Those of them of which a term has passed.");
        meter.CreateObservableGauge("rms.entries.lag", () => Age.Of(oldest, clock), "s", "How long the oldest term of an entry is past due that is not marked as missed.");
    }

    public string What => "entries";

    public async Task Measure(CancellationToken cancellation)
    {
        oldest = await entries.OldestToWatch(cancellation);
        ImmutableInterlocked.InterlockedExchange(ref last, [.. await entries.CountKinds(cancellation)]);
    }

    private IEnumerable<Measurement<long>> Each(Func<KindCount, long> value) =>
        last.Select(count => new Measurement<long>(value(count), new KeyValuePair<string, object?>("rms.register", count.Kind)));
}
