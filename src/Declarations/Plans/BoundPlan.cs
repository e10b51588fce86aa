using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Plans;

/// <summary>What counts where a pattern cannot run.</summary>
internal enum Certainty
{
    /// <summary>Only what is known to hold.</summary>
    Surely,

    /// <summary>Also what would hold if such a pattern did, or did not where it excludes.</summary>
    Possibly,
}

/// <summary>A plan for one segment: what must hold step by step, the cheapest first.</summary>
internal sealed record BoundPlan(ImmutableArray<PlanStep> Steps)
{
    /// <summary>Nothing of the segment can be hit: a value that must hold is nowhere in it.</summary>
    public bool HoldsNever => Steps.Any(step => !step.IsExclusion && step.HoldsNever);

    public static BoundPlan Of(Plan plan, SegmentBinding binding, Certainty certainty)
    {
        var groups = plan.Groups.Select(group => binding.Test(plan, group, countsUndecided: certainty == Certainty.Possibly)).ToLookup(test => test.Field.Repeated);
        var single = groups[Repeated.None].Select(test => new PlanStep(Repeated.None, [test], IsExclusion: false));
        var things = groups.Where(kind => kind.Key != Repeated.None).Select(kind => new PlanStep(kind.Key, [.. kind.OrderBy(test => test.Cost)], IsExclusion: false));
        var exclusions = plan.Exclusions.Select(condition => binding.Test(plan, [condition], countsUndecided: certainty == Certainty.Surely)).Where(test => !test.HoldsNever)
            .Select(test => new PlanStep(test.Field.Repeated, [test], IsExclusion: true));
        return new([.. single.Concat(things).Concat(exclusions).OrderBy(step => step.Cost)]);
    }
}

/// <summary>Tests that must all hold for an item to stay, or, of an exclusion, to go.</summary>
/// <param name="Kind">The thing that there are several of: then all must hold on the same one.</param>
internal sealed record PlanStep(Repeated Kind, ImmutableArray<ColumnTest> Tests, bool IsExclusion)
{
    private const int CostOfThings = 60;

    public bool HoldsNever => Tests.Any(test => test.HoldsNever);

    public int Cost { get; } = Tests.Sum(test => test.Cost) + (Kind == Repeated.None ? 0 : CostOfThings);

    public bool HasPairs => Tests.Any(test => !test.Pairs.IsEmpty);
}

/// <summary>Finds for conditions the codes of a segment. It remembers what many plans ask, and is not for several threads.</summary>
internal sealed class SegmentBinding(Segment segment)
{
    private readonly Dictionary<(Column Column, AuthorityTree Tree, string Above), ImmutableArray<CodeRange>> within = [];
    private readonly Dictionary<Column, ImmutableArray<string>> authorities = [];

    public Segment Segment => segment;

    /// <param name="alternatives">Of one field.</param>
    /// <param name="countsUndecided">Whether a pattern that cannot run counts as if it held for each value.</param>
    public ColumnTest Test(Plan plan, ImmutableArray<PreparedCondition> alternatives, bool countsUndecided)
    {
        var field = alternatives[0].Condition.Field;
        if (segment.ColumnOf(field) is not { } column)
            return new(field, null, CodeSet.Empty, null, []);
        var (ranges, pairs) = (new List<CodeRange>(), ImmutableArray.CreateBuilder<PairTest>());
        foreach (var planned in alternatives)
        {
            if (planned.Condition.Comparison is Comparison.EqualsField or Comparison.DiffersFromField)
            {
                if (planned.Condition.Other is { } other && PairTest.Of(segment, planned.Condition.Comparison == Comparison.EqualsField, column, other) is { } pair)
                    pairs.Add(pair);
            }
            else if (planned.Condition.Comparison == Comparison.Exists || (planned.CannotRun && countsUndecided))
                ranges.Add(new(1, ulong.MaxValue));
            else if (planned.Pattern is null)
                ranges.AddRange(RangesOf(plan, planned, column));
        }
        var patterns = alternatives.Select(each => each.Pattern).OfType<System.Text.RegularExpressions.Regex>().ToImmutableArray();
        return new(field, column, CodeSet.Of(ranges, column.MostCode), patterns.IsEmpty ? null : new(column.Texts!, patterns), pairs.ToImmutable());
    }

    private IEnumerable<CodeRange> RangesOf(Plan plan, PreparedCondition planned, Column column) => planned.Condition switch
    {
        { Field.IsNumber: true } => planned.Ranges.Select(range => CodesOf(range, column)),
        { Comparison: Comparison.StartsWith } => planned.Texts.Select(text => column.Texts!.CodesFrom(text) is var (from, to) ? new CodeRange((ulong)from, (ulong)(to - 1)) : default),
        { Field.IsAuthority: true } => planned.Texts.SelectMany(above => Within(column, plan.Authorities, above)),
        _ => planned.Texts.Select(text => (ulong)column.Texts!.CodeOf(text) is var code ? new CodeRange(code, code) : default),
    };

    /// <summary>The register is asked once for each authority that is named in the segment.</summary>
    private ImmutableArray<CodeRange> Within(Column column, AuthorityTree tree, string above)
    {
        if (!within.TryGetValue((column, tree, above), out var ranges))
        {
            if (!authorities.TryGetValue(column, out var codes))
                authorities[column] = codes = [.. Enumerable.Range(1, column.Texts!.Count).Select(code => column.Texts[code].ToString())];
            within[(column, tree, above)] = ranges = [.. codes.Index().Where(each => tree.IsWithin(each.Item, above)).Select(each => new CodeRange((ulong)each.Index + 1, (ulong)each.Index + 1))];
        }
        return ranges;
    }

    private static CodeRange CodesOf(NumberRange range, Column column)
    {
        if (column.Scale is not { } scale)
            return default;
        // Code 1 is the least number; steps below it are none, and beyond the last code nothing is.
        var from = ((Int128)range.Least - scale.Least + (scale.Step - 1)) / scale.Step;
        var to = (Int128)range.Most < scale.Least ? -1 : ((Int128)range.Most - scale.Least) / scale.Step;
        return to < 0 ? default : new(range.Least <= scale.Least ? 1 : (ulong)from + 1, (ulong)Int128.Min(to, ulong.MaxValue - 1) + 1);
    }
}
