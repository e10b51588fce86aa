using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Scanning;

public sealed class FunnelTests
{
    [Fact]
    public async Task Each_step_leaves_what_the_conditions_up_to_it_find()
    {
        using var segments = new SomeSegments(501, Folding.Default);
        using var scanner = new Scanner(2);
        var made = new MadeConditions(501);
        RiskConditions[] profiles = [.. Enumerable.Range(0, 300).Select(_ => made.Next()).Where(profile => !profile.AreOfHeadOnly)];
        var result = await scanner.Run(Request(segments, profiles)).WaitAsync(TimeSpan.FromMinutes(1));

        for (var i = 0; i < profiles.Length; i++)
        {
            var steps = result.Plans[i].Funnel.Steps;
            Condition[][] asked = [.. profiles[i].Groups.Select(group => group.ToArray()), .. profiles[i].Exclusions.Select(exclusion => new[] { exclusion })];
            Assert.Equal(profiles[i].FindNothing ? 0 : asked.Length, steps.Length);
            for (var step = 0; step < steps.Length; step++)
            {
                var told = ScanningAgreesTests.Told(profiles[i], step);
                Assert.Equal(asked[step].Select(condition => condition.Source), steps[step].Conditions.Select(each => each.Source));
                Assert.True(Items(segments, profiles[i], asked.Take(step + 1).SelectMany(each => each)) == steps[step].Remaining.Items, told);
            }
            if (steps.Length > 0)
                Assert.Equal(result.Plans[i].Tally.Hits.Total, steps[^1].Remaining);
        }
    }

    [Fact]
    public async Task A_condition_that_excludes_nothing_and_one_that_excludes_all_are_seen()
    {
        var declarations = new MadeDeclarations(502).Take(60).Select(declaration => declaration with
        {
            Items = [.. declaration.Items.Select(item => item with { Values = new FieldValues.Builder().Add("commodityCode", "6907210000").Add("netWeightKg", FixedPoint.Of(item.Number)).Build() })],
        });
        using var made = new MadeSegment(declarations);
        using var scanner = new Scanner(1);
        RiskConditions profile = new([], [One("commodityCode", Comparison.StartsWith, "69"), One("netWeightKg", Comparison.LessThan, "2"), One("originCountry", Comparison.Equals, "CN")]);
        var result = await scanner.Run(new([new(made.Segment, BitSet.All(60))], [Plan.Of(profile, AuthorityTree.Empty, Folding.Default)], new() { WithFunnel = true })).WaitAsync(TimeSpan.FromMinutes(1));

        var steps = result.Plans.Single().Funnel.Steps;
        Assert.Equal(["commodityCode", "netWeightKg", "originCountry"], steps.Select(step => step.Field));
        Assert.Equal([result.Examined.Total.Items, 60, 0], steps.Select(step => step.Remaining.Items));
        Assert.Equal([result.Examined.Total.Items, 60, 0], steps.Select(step => step.Conditions.Single().Holds.Items));
    }

    /// <summary>With what is asked up to a step only; a condition that holds for everything stands for the indicators that a risk area needs.</summary>
    private static int Items(SomeSegments segments, RiskConditions profile, IEnumerable<Condition> asked)
    {
        var some = asked.ToHashSet(ReferenceEqualityComparer.Instance);
        // A pattern that matches nothing: excluded by nothing, and of an item.
        var always = new Condition(Fields.Get("article"), Comparison.Matches, ["\u0001"], IsExclusion: true, "");
        var expected = new Expected(new([.. profile.Lists.Where(some.Contains)], [.. profile.Indicators.Where(some.Contains), always]), MadeDeclarations.Authorities, Folding.Default);
        foreach (var (declaration, place) in segments.Counting)
            expected.Add(declaration, place);
        return expected.Hits.Count;
    }

    private static Condition One(string field, Comparison comparison, params ImmutableArray<string> values) => new(Fields.Get(field), comparison, values, IsExclusion: false, "/riskArea/indicators/0");

    private static ScanRequest Request(SomeSegments segments, RiskConditions[] profiles) =>
        new(segments.Scanned, [.. profiles.Select(profile => Plan.Of(profile, MadeDeclarations.Authorities, Folding.Default))], new() { WithFunnel = true });
}
