using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;
using Xunit.Abstractions;

namespace RmsOrleans.Declarations.Tests.Scanning;

/// <summary>A scan finds what the reference finds: the same items, declarations, values, outcomes, and each authority.</summary>
public sealed class ScanningAgreesTests(ITestOutputHelper output)
{
    private const int Rounds = 100;
    private const int ProfilesOfRound = 100;

    [Fact]
    public async Task Ten_thousand_profiles_mean_the_same()
    {
        using var one = new Scanner(1);
        using var four = new Scanner(4);
        var (withHits, undecided, itemsHit) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var folding = new Folding(LookAlikes: round % 3 > 0);
            using var segments = new SomeSegments(round, folding);
            var conditions = new MadeConditions(round);
            RiskConditions[] profiles = [.. Enumerable.Range(0, ProfilesOfRound).Select(_ => conditions.Next())];
            var request = new ScanRequest(segments.Scanned, [.. profiles.Select(profile => Plan.Of(profile, MadeDeclarations.Authorities, folding))], new() { WithHits = true });

            var hits = new SortedSet<(int, int)>[profiles.Length];
            var result = await one.Run(request, Gather).WaitAsync(TimeSpan.FromMinutes(1));
            var again = await four.Run(request).WaitAsync(TimeSpan.FromMinutes(1));

            Assert.Equal(segments.Counting.Aggregate(Tally.Empty, (sum, each) => sum + Expected.Examined(each.Declaration)), result.Examined);
            Assert.Equal(result.Examined, again.Examined);
            for (var i = 0; i < profiles.Length; i++)
            {
                var expected = new Expected(profiles[i], MadeDeclarations.Authorities, folding);
                foreach (var (declaration, place) in segments.Counting)
                    expected.Add(declaration, place);
                var told = Told(profiles[i], round);
                Assert.True(expected.Hits.SetEquals(hits[i]), $"{told} hits {string.Join(' ', expected.Hits)}, scanned {string.Join(' ', hits[i])}");
                Assert.True(expected.Tally == result.Plans[i].Tally, $"{told} {expected.Tally} scanned {result.Plans[i].Tally}");
                Assert.True(result.Plans[i].Tally == again.Plans[i].Tally, $"{told} differs by threads");
                withHits += expected.Hits.Count > 0 ? 1 : 0;
                itemsHit += expected.Hits.Count;
                undecided += expected.Tally.Undecided.Items > 0 ? 1 : 0;
            }

            void Gather(SegmentResult of)
            {
                for (var i = 0; i < hits.Length; i++)
                    (hits[i] ??= []).UnionWith(segments.Places(of.Scanned.Segment, of.Plans[i].Hits!));
            }
        }
        output.WriteLine($"{Rounds * ProfilesOfRound} profiles, {withHits} of them with {itemsHit} hits, {undecided} with something undecided");
        Assert.InRange(withHits, Rounds * ProfilesOfRound / 4, Rounds * ProfilesOfRound);
        Assert.True(undecided > 100);
    }

    internal static string Told(RiskConditions profile, int round) => $"Round {round}: " + string.Join(
        " & ", profile.All.Select(condition => $"{(condition.IsExclusion ? "not " : "")}{condition.Field} {condition.Comparison} [{string.Join('|', condition.Values)}]"));
}
