using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>How many authorities of each kind have loaded the latest revision of the directory that concerns them.</summary>
internal sealed class DirectoryGauges : IMeasurement
{
    private readonly DirectoryQueries queries;
    private ImmutableArray<KindCoverageRow> last = [];

    public DirectoryGauges(IMeterFactory meters, DirectoryQueries queries)
    {
        this.queries = queries;
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.directory.concerned", () => Each(row => row.Concerned), "{authority}", "Authorities that some revision of the directory concerns.");
        meter.CreateObservableGauge("rms.directory.current", () => Each(row => row.Current), "{authority}", "Those of them that have loaded the latest one that concerns them.");
    }

    public string What => "directory";

    public async Task Measure(CancellationToken cancellation) =>
        ImmutableInterlocked.InterlockedExchange(ref last, [.. await queries.CoverageByKind(cancellation)]);

    private IEnumerable<Measurement<long>> Each(Func<KindCoverageRow, long> value) =>
        last.Select(row => new Measurement<long>(value(row), new KeyValuePair<string, object?>("rms.authority_kind", row.Kind)));
}
