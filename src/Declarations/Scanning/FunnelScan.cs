using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Asks the fields of a plan one after another. What a pattern that cannot run would say counts as no; where it excludes, as yes.</summary>
internal sealed class FunnelScan(Plan plan, SegmentBinding binding, ItemFilter filter, SegmentCounting counting, Stopping stopping)
{
    private readonly RowSet alone = new(binding.Segment.Items);
    private readonly RowSet remaining = new(binding.Segment.Items);
    private readonly bool byHead = plan.Conditions.AreOfHeadOnly;

    public Funnel Run(RowSet examined)
    {
        if (plan.Conditions.FindNothing)
            return Funnel.Empty;
        remaining.CopyFrom(examined);
        var steps = ImmutableArray.CreateBuilder<FunnelStep>();
        var things = new Dictionary<Repeated, ImmutableArray<ColumnTest>>();
        foreach (var group in plan.Groups)
        {
            var test = binding.Test(plan, group, countsUndecided: false);
            var kind = test.Field.Repeated;
            // The same thing must have all that is asked of its kind so far.
            var tests = kind == Repeated.None ? [test] : things[kind] = things.GetValueOrDefault(kind, []).Add(test);
            filter.Apply(new(kind, tests, IsExclusion: false), remaining, stopping);
            steps.Add(Step(group, isExclusion: false, examined));
        }
        foreach (var exclusion in plan.Exclusions)
        {
            var test = binding.Test(plan, [exclusion], countsUndecided: true);
            filter.Apply(new(test.Field.Repeated, [test], IsExclusion: true), remaining, stopping);
            steps.Add(Step([exclusion], isExclusion: true, examined));
        }
        return new(steps.ToImmutable());
    }

    private FunnelStep Step(ImmutableArray<PreparedCondition> alternatives, bool isExclusion, RowSet examined) => new(
        alternatives[0].Condition.Field.Name,
        isExclusion,
        counting.CountTotal(remaining, byHead),
        [.. alternatives.Select(each => new ConditionCounts(each.Condition.Source, Alone(each, isExclusion, examined)))]);

    private HitCounts Alone(PreparedCondition condition, bool isExclusion, RowSet examined)
    {
        var test = binding.Test(plan, [condition], countsUndecided: isExclusion);
        alone.CopyFrom(examined);
        filter.Apply(new(test.Field.Repeated, [test], IsExclusion: false), alone, stopping);
        return counting.CountTotal(alone, byHead);
    }
}
