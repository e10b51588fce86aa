using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// Whether the database answers this node, and how far the node's clock is ahead of the database's. All nodes compare with the same clock, so
/// what they measure differs by what their clocks differ.
/// </summary>
internal sealed class StorageGauges : IMeasurement
{
    private readonly IDatabase database;
    private readonly DatabaseClock databaseClock;
    private readonly TimeProvider clock;
    private volatile Answer? last;

    public StorageGauges(IMeterFactory meters, IDatabase database, DatabaseClock databaseClock, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.database, this.databaseClock, this.clock) = (database, databaseClock, clock);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge<int>("rms.storage.answers", () => last is { } answer ? [new(answer.Ahead is null ? 0 : 1)] : [], null, "1 if the database answered when it was last asked, else 0.");
        meter.CreateObservableGauge<double>("rms.clock.skew", () => last?.Ahead is { } ahead ? [new(ahead.TotalSeconds)] : [], "s", "How far the clock of this node is ahead of the database's; negative if behind.");
    }

    public string What => "storage";

    public async Task Measure(CancellationToken cancellation)
    {
        try
        {
            last = new Answer(await Ahead(cancellation));
        }
        catch (StorageUnavailableException)
        {
            last = new Answer(null);
            throw;
        }
    }

    /// <summary>The database read its clock somewhere between the two readings of ours.</summary>
    private Task<TimeSpan> Ahead(CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var before = clock.GetUtcNow();
            var there = await databaseClock.Read(connection, cancellation);
            var here = before + (clock.GetUtcNow() - before) / 2;
            return here - there;
        },
        cancellation);

    /// <param name="Ahead">Null if there was none.</param>
    private sealed record Answer(TimeSpan? Ahead);
}
