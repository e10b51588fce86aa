using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Matching;
using RmsOrleans.Declarations.Tests.Made;
using RmsOrleans.Declarations.Tests.Stage;

namespace RmsOrleans.Declarations.Tests.Matching;

public sealed class ProfileIndexTests
{
    /// <summary>Each seed makes profiles anew and tries all of them on declarations of its own: 10,000 profiles in all.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_index_says_what_the_reference_evaluator_says(int seed)
    {
        var conditions = new MadeConditions(seed);
        var folding = new Folding(LookAlikes: seed % 4 > 0);
        var profiles = Enumerable.Range(0, 500).Select(_ => conditions.Next()).ToArray();
        var meanings = profiles.Select(profile => new Meaning(profile, MadeDeclarations.Authorities, folding)).ToArray();
        var index = ProfileIndex.Build(profiles, MadeDeclarations.Authorities, folding);
        var (hits, undecided) = (0, 0);

        foreach (var (serial, declaration) in new MadeDeclarations(seed).Take(40).Index())
        {
            var matches = index.Match(declaration);

            var said = meanings.SelectMany((meaning, profile) => meaning.Of(declaration).Items.Select(item => (Hit: new ProfileHit(profile, item.Number), item.Verdict))).ToArray();
            AssertSame(said, Verdict.Yes, matches.Hits, profiles, seed, serial);
            AssertSame(said, Verdict.Undecided, matches.Undecided, profiles, seed, serial);
            hits += matches.Hits.Length;
            undecided += matches.Undecided.Length;
        }

        Assert.True(hits > 1000 && undecided > 10, $"Only {hits} hits and {undecided} undecided came together.");
    }

    [Fact]
    public void A_declaration_is_tried_by_many_threads_at_once()
    {
        var conditions = new MadeConditions(77);
        var index = ProfileIndex.Build([.. Enumerable.Range(0, 300).Select(_ => conditions.Next())], MadeDeclarations.Authorities, Folding.Default);
        var declarations = new MadeDeclarations(77).Take(200).ToArray();
        var alone = declarations.Select(index.Match).ToArray();

        var together = new Matches[declarations.Length];
        Parallel.For(0, declarations.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = index.Match(declarations[i]));

        for (var i = 0; i < alone.Length; i++)
            Assert.Equal(alone[i].Hits.AsEnumerable(), together[i].Hits.AsEnumerable());
    }

    [Theory]
    [InlineData("commodityCode startsWith 6907", 0)]
    [InlineData("commodityCode startsWith 6907; originCountry equals CN", 0)]
    [InlineData("traderTaxId oneOf 77 78", 0)]
    [InlineData("declarationAuthority equals 10113000", 0)]
    [InlineData("commodityCode startsWith 6907; commodityCode matches 1", 1)]
    [InlineData("pricePerKg lessThan 1", 1)]
    [InlineData("not commodityCode startsWith 6907; pricePerKg lessThan 1", 1)]
    public void A_profile_without_a_key_is_counted(string conditions, int without) =>
        Assert.Equal(without, ProfileIndex.Build([Written.Conditions(conditions)], MadeDeclarations.Authorities, Folding.Default).WithoutKey);

    [Fact]
    public void What_an_official_alone_can_judge_hits_nothing()
    {
        var index = ProfileIndex.Build([Written.Conditions("list procedure equals 40")], MadeDeclarations.Authorities, Folding.Default);

        Assert.Empty(index.Match(Written.Declaration("", "procedure=40")).Hits);
        Assert.Equal((1, 0), (index.Count, index.WithoutKey));
    }

    private static void AssertSame((ProfileHit Hit, Verdict Verdict)[] said, Verdict verdict, ImmutableArray<ProfileHit> found, RiskConditions[] profiles, int seed, int serial)
    {
        var expected = said.Where(each => each.Verdict == verdict).Select(each => each.Hit).Order().ToArray();
        if (expected.SequenceEqual(found))
            return;
        var first = expected.Except(found).Concat(found.Except(expected)).First();
        Assert.Fail($"Seed {seed}, declaration {serial}, item {first.Item}, {verdict}: {string.Join("; ", profiles[first.Profile].All)}");
    }
}
