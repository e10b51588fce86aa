using System.Runtime.CompilerServices;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Tries plans on one segment. Not for several threads; whoever makes it has a hold of the segment.</summary>
internal sealed class SegmentScan
{
    private static readonly ConditionalWeakTable<Segment, ExaminedWhole> examinedOf = [];

    private readonly ScannedSegment scanned;
    private readonly ScanOptions options;
    private readonly Stopping stopping;
    private readonly SegmentBinding binding;
    private readonly ItemFilter filter;
    private readonly SegmentCounting counting;
    private readonly RowSet examined;
    private readonly RowSet sure;
    private readonly RowSet possible;

    public SegmentScan(ScannedSegment scanned, ScanOptions options, CancellationToken stop)
    {
        var segment = scanned.Segment;
        if (scanned.Live.Length != segment.Declarations)
            throw new ArgumentException($"{segment.Path} has {segment.Declarations} declarations, its live set is of {scanned.Live.Length}.", nameof(scanned));
        (this.scanned, this.options, stopping) = (scanned, options, new(stop));
        (binding, filter, counting) = (new(segment), new(segment), new(segment, options.ByDay));
        (examined, sure, possible) = (ExaminedItems.Of(scanned, options), new(segment.Items), new(segment.Items));
    }

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="InvalidSegmentException">The segment is damaged.</exception>
    public SegmentResult Run(ImmutableArray<Plan> plans)
    {
        var results = ImmutableArray.CreateBuilder<PlanResult>(plans.Length);
        foreach (var plan in plans)
        {
            stopping.Look();
            results.Add(Run(plan));
        }
        return new(scanned, options.DeclarationsOnly ? Tally.Empty : Examined(), results.MoveToImmutable())
        {
            Outcomes = options.OutcomesBy.IsEmpty ? OutcomeTable.Empty : counting.CountOutcomes(examined, options.OutcomesBy, stopping),
        };
    }

    /// <summary>Of a segment that is examined as a whole it is the same each time, as long as the same declarations count.</summary>
    private Tally Examined()
    {
        if (!ExaminedItems.AreAllThatCount(scanned, options) || options.ByDay)
            return counting.Count(examined, byHead: false);
        if (examinedOf.TryGetValue(scanned.Segment, out var last) && last.Live == scanned.Live)
            return last.Examined;
        var now = counting.Count(examined, byHead: false);
        examinedOf.AddOrUpdate(scanned.Segment, new(scanned.Live, now));
        return now;
    }

    private PlanResult Run(Plan plan)
    {
        if (plan.Folding != scanned.Segment.Folding)
            throw new ArgumentException($"Conditions were folded in the way '{plan.Folding.Name}', {scanned.Segment.Path} in the way '{scanned.Segment.Folding.Name}'.", nameof(plan));
        var byHead = plan.Conditions.AreOfHeadOnly;
        Keep(plan, Certainty.Surely, sure);
        if (options.DeclarationsOnly)
            return PlanResult.Empty with { Hits = new(byHead, BitSet.None(0), counting.DeclarationsOf(sure)) };
        var hits = counting.Count(sure, byHead);
        var undecided = default(HitCounts);
        if (!plan.Undecided.IsEmpty)
        {
            Keep(plan, Certainty.Possibly, possible);
            undecided = counting.CountUndecided(possible, sure, byHead);
        }
        return new(
            new(hits, undecided),
            options.WithFunnel ? new FunnelScan(plan, binding, filter, counting, stopping).Run(examined) : Funnel.Empty,
            [.. options.CountedValues.Select(field => counting.CountValues(sure, field))])
        {
            Hits = options.WithHits ? new(byHead, sure.ToBitSet(), counting.DeclarationsOf(sure)) : null,
        };
    }

    private void Keep(Plan plan, Certainty certainty, RowSet items)
    {
        items.Clear();
        if (plan.Conditions.FindNothing)
            return;
        var bound = BoundPlan.Of(plan, binding, certainty);
        if (bound.HoldsNever)
            return;
        items.CopyFrom(examined);
        foreach (var step in bound.Steps)
            filter.Apply(step, items, stopping);
    }

    private sealed record ExaminedWhole(BitSet Live, Tally Examined);
}
