using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Dapper;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// How many authorities of each kind have loaded the latest revision of the directory that concerns them. For each authority that is a look at
/// the ends of a few indexes: the directory may be of any length.
/// </summary>
internal sealed class DirectoryGauges : IMeasurement
{
    private const string Coverage =
        """
        with recursive standing (authority, kind, above) as (
          select code, kind, code from authorities
          union all
          select s.authority, s.kind, a.parent from standing s join authorities a on a.code = s.above where a.parent is not null),
        concerned as (
          select authority, kind, max((select max(revision) from directory_scopes d where d.authority = s.above)) as latest
          from standing s group by authority, kind)
        select kind as Kind, count(*) as Concerned,
          sum(case when latest <= (select max(revision) from directory_acknowledgements a where a.authority = c.authority) then 1 else 0 end) as Current
        from concerned c where latest is not null
        group by kind order by kind
        """;

    private readonly IDatabase database;
    private ImmutableArray<Row> last = [];

    public DirectoryGauges(IMeterFactory meters, IDatabase database)
    {
        this.database = database;
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.directory.concerned", () => Each(row => row.Concerned), "{authority}", "Authorities that some revision of the directory concerns.");
        meter.CreateObservableGauge("rms.directory.current", () => Each(row => row.Current), "{authority}", "Those of them that have loaded the latest one that concerns them.");
    }

    public string What => "directory";

    public async Task Measure(CancellationToken cancellation)
    {
        var rows = await database.Query(
            connection => connection.QueryAsync<Row>(new CommandDefinition(Coverage, cancellationToken: cancellation)), cancellation);
        ImmutableInterlocked.InterlockedExchange(ref last, [.. rows]);
    }

    private IEnumerable<Measurement<long>> Each(Func<Row, long> value) =>
        last.Select(row => new Measurement<long>(value(row), new KeyValuePair<string, object?>("rms.authority_kind", row.Kind)));

    private sealed class Row
    {
        public string Kind { get; init; } = "";
        public long Concerned { get; init; }
        public long Current { get; init; }
    }
}
