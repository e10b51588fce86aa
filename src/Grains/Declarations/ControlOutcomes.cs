using RmsOrleans.Declarations;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What control found of an item.</summary>
/// <param name="Item">0 for the consignment as a whole.</param>
internal readonly record struct ItemOutcome(int Item, Outcome Outcome);

/// <summary>What a control brings to the store of declarations, in the transaction that writes it.</summary>
/// <param name="By">Whose load it counts for.</param>
/// <param name="Declaration">That was checked; null where it is no check.</param>
/// <param name="Outcomes">Of its items, as control has found so far.</param>
internal sealed record BroughtByControl(Actor By, Declaration? Declaration, ImmutableArray<ItemOutcome> Outcomes);

/// <summary>What measures that were applied say of a declaration's items, for trial runs to learn from.</summary>
internal static class ControlOutcomes
{
    private const int WholeConsignment = 0;

    /// <summary>Of each item that a measure was applied to; none where none was.</summary>
    public static ImmutableArray<ItemOutcome> Of(Control control) =>
    [
        .. control.Hits.SelectMany(hit => hit.Measures.Where(measure => measure.IsApplied).Select(measure => (hit.Item, measure))).GroupBy(each => each.Item, each => each.measure)
            .OrderBy(item => item.Key).Select(item => new ItemOutcome(item.Key, Of([.. item]))),
    ];

    /// <summary>Item by item: what is known of the consignment as a whole holds for each of its items, but is paid and worked for once, with the first.</summary>
    /// <param name="items">The numbers of the declaration's items.</param>
    public static IEnumerable<ItemOutcome> ByItem(ImmutableArray<ItemOutcome> known, IEnumerable<int> items)
    {
        var all = items.Order().ToList();
        var whole = known.Where(each => each.Item == WholeConsignment).Select(each => (Outcome?)each.Outcome).FirstOrDefault();
        foreach (var item in all)
        {
            var own = known.Where(each => each.Item == item).Select(each => (Outcome?)each.Outcome).FirstOrDefault();
            var shared = item == all[0] ? whole : whole is null ? null : whole with { PaymentsRoubles = null, Hours = null };
            if ((own, shared) is ({ } one, { } other))
                yield return new(item, new(true, one.HasFinding || other.HasFinding, Sum(one.PaymentsRoubles, other.PaymentsRoubles), Sum(one.Hours, other.Hours)));
            else if ((own ?? shared) is { } alone)
                yield return new(item, alone);
        }
    }

    private static Outcome Of(ImmutableArray<HitMeasure> applied)
    {
        var results = applied.Select(measure => measure.Result).OfType<ControlResult>().ToList();
        var payments = results.Aggregate((FixedPoint?)null, (sum, result) => Sum(sum, result.Roubles));
        // One act may serve several measures, and its hours were worked once.
        var hours = applied.Select(measure => measure.Entry!.Inspection).OfType<Inspection>().DistinctBy(inspection => inspection.Number)
            .Aggregate((FixedPoint?)null, (sum, inspection) => Sum(sum, new FixedPoint((long)inspection.Worked.TotalMicroseconds / 3600)));
        return new(IsControlled: true, results.Any(result => result.IsFinding), payments, hours);
    }

    /// <summary>Nothing where neither is known.</summary>
    private static FixedPoint? Sum(FixedPoint? one, FixedPoint? other) =>
        one is null ? other : other is null ? one : new(Math.Clamp(one.Value.Millionths + other.Value.Millionths, -FixedPoint.MostMillionths, FixedPoint.MostMillionths));
}
