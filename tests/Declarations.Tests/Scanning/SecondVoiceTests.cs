using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;
using RmsOrleans.Tests;

namespace RmsOrleans.Declarations.Tests.Scanning;

/// <summary>DuckDB finds the same in everything but patterns.</summary>
public sealed class SecondVoiceTests
{
    [Theory]
    [InlineData(801, true)]
    [InlineData(802, false)]
    public async Task Sql_over_the_same_declarations_finds_the_same(int seed, bool lookAlikes)
    {
        var folding = new Folding(lookAlikes);
        using var segments = new SomeSegments(seed, folding, few: 50, many: 150);
        using var second = new DuckDbDeclarations(folding);
        foreach (var (declaration, place) in segments.Counting)
            second.Add(declaration, place);
        second.Finish();
        var made = new MadeConditions(seed);
        RiskConditions[] profiles = [.. Enumerable.Range(0, 250).Select(_ => made.Next()).Where(profile => profile.All.All(condition => condition.Comparison != Comparison.Matches))];

        using var scanner = new Scanner(1);
        var hits = profiles.Select(_ => new SortedSet<(int, int)>()).ToArray();
        await scanner.Run(
            new(segments.Scanned, [.. profiles.Select(profile => Plan.Of(profile, MadeDeclarations.Authorities, folding))], new() { WithHits = true }),
            of =>
            {
                for (var i = 0; i < profiles.Length; i++)
                    hits[i].UnionWith(segments.Places(of.Scanned.Segment, of.Plans[i].Hits!));
            }).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(hits.Count(each => each.Count > 0), 50, profiles.Length);
        for (var i = 0; i < profiles.Length; i++)
        {
            var found = second.Hits(profiles[i], MadeDeclarations.Authorities).ToArray();
            Assert.True(hits[i].SetEquals(found), $"{ScanningAgreesTests.Told(profiles[i], i)}: only here {string.Join(' ', hits[i].Except(found).Take(9))}, only there {string.Join(' ', found.Except(hits[i]).Take(9))}");
        }
    }
}
