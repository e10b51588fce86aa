using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>How many declarations are sealed, and which trial runs have not ended.</summary>
internal sealed class DeclarationGauges : IMeasurement
{
    private readonly DeclarationQueries declarations;
    private readonly TrialStore trials;
    private readonly TimeProvider clock;
    private volatile Answer? last;

    public DeclarationGauges(IMeterFactory meters, DeclarationQueries declarations, TrialStore trials, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.declarations, this.trials, this.clock) = (declarations, trials, clock);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge<long>("rms.declarations.segments", () => last is { } now ? [new(now.Segments.Count)] : [], "{segment}", "Segments of declarations.");
        meter.CreateObservableGauge<long>("rms.declarations.sealed_items", () => last is { } now ? [new(now.Segments.Items)] : [], "{item}", "Items of declarations in segments.");
        meter.CreateObservableGauge<long>("rms.trials.running", () => last is { } now ? [new(now.Trials.Count)] : [], "{run}", "Trial runs that have not ended.");
        meter.CreateObservableGauge<double>(
            "rms.trials.oldest", () => last is { } now ? [new(Age.Of(now.Trials.Oldest, clock))] : [], "s", "Since when the trial run was asked for that has not ended for the longest time; 0 if all have.");
    }

    public string What => "declarations";

    public async Task Measure(CancellationToken cancellation) => last = new(await declarations.Sealed(cancellation), await trials.Unended(cancellation));

    private sealed record Answer(SealedItems Segments, UnendedTrials Trials);
}
