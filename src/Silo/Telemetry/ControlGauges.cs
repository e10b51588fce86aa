using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>How many hits of declarations wait for an official, for how long, and how many have waited for longer than they may.</summary>
internal sealed class ControlGauges : IMeasurement
{
    private readonly ControlStore store;
    private readonly CheckTaskQueries tasks;
    private readonly TimeProvider clock;
    private readonly ILogger<ControlGauges> log;
    private volatile UndecidedHits? last;
    private long overdue;

    public ControlGauges(IMeterFactory meters, ControlStore store, CheckTaskQueries tasks, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<ControlGauges> log)
    {
        (this.store, this.tasks, this.clock, this.log) = (store, tasks, clock, log);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge<long>("rms.checks.undecided_hits", () => last is { } hits ? [new(hits.Hits)] : [], "{hit}", "Hits of declarations that wait for an official.");
        meter.CreateObservableGauge<double>(
            "rms.checks.oldest_hit", () => last is { } hits ? [new(Age.Of(hits.Oldest, clock))] : [], "s", "For how long nothing was done about the declaration whose hit waits the longest; 0 if none waits.");
        meter.CreateObservableGauge("rms.checks.overdue_hits", () => Interlocked.Read(ref overdue), "{hit}", "Hits of declarations whose decision or entries are overdue.");
    }

    public string What => "controls";

    public async Task Measure(CancellationToken cancellation)
    {
        last = await store.Undecided(cancellation);
        var now = clock.GetUtcNow();
        var counts = await tasks.Count(new(now, null, Overdue: true), now, now, cancellation);
        if (counts.Total > Interlocked.Exchange(ref overdue, counts.Total))
            ControlGaugesLog.MoreAreOverdue(log, counts.Total, counts.Undecided);
    }
}

internal static partial class ControlGaugesLog
{
    [LoggerMessage(1501, LogLevel.Warning, "{Hits} hits of declarations are overdue, {Undecided} of them still to be decided on.")]
    public static partial void MoreAreOverdue(ILogger log, long hits, long undecided);
}
