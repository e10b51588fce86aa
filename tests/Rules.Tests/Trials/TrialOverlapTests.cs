using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Rules.Tests.Trials;

public sealed class TrialOverlapTests
{
    private static readonly DraftId draft = new(new Guid("0198c0de-0000-7000-8000-000000000001"));

    [Fact]
    public void What_segments_say_adds_up_whatever_their_order()
    {
        TrialTally one = new() { Overlaps = [new("13/1", 3, 10), new("00/1", 1, 2, draft)], New = 4 }, other = new() { Overlaps = [new("13/1", 2, 5), new("00/1", 0, 7, draft)], New = 1 };

        Assert.Equal<TrialOverlap>([new("13/1", 5, 15), new("00/1", 1, 9, draft)], (one + other).Overlaps);
        Assert.Equal<TrialOverlap>((one + other).Overlaps, (other + one).Overlaps);
        Assert.Equal(5, (one + other).New);
    }

    [Theory]
    [InlineData(90, 100, true)]
    [InlineData(89, 100, false)]
    [InlineData(0, 0, false)]
    public void Nine_tenths_and_more_are_covered(long both, long hit, bool covers) => Assert.Equal(covers, new TrialOverlap("13/1", both, 7).Covers(hit));

    [Fact]
    public void Nothing_is_new_only_where_a_profile_in_force_has_the_same_measure()
    {
        var profile = new TrialOther("13/1", null, ["106", "203"], new RiskArea(""));

        Assert.True(profile.Covers(Asked("203")));
        Assert.False(profile.Covers(Asked("104")));
        Assert.True(profile.Covers(Asked())); // what is being typed has no measure yet
        Assert.False((profile with { Draft = draft }).Covers(Asked("203")));
    }

    private static TrialQuestion Asked(params ImmutableArray<string> measures) => new(new RiskArea(""), "", default, default, [], Measures: measures);
}
