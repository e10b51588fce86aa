using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Tests.Feeds;

public sealed class FollowerPaceTests
{
    private static readonly TimeSpan work = TimeSpan.FromMilliseconds(40);

    [Fact]
    public void After_work_it_rests_until_it_has_had_no_more_than_its_share() => Assert.Equal(0.5, work / (work + Pace().Rest(work)), 6);

    [Fact]
    public void A_burst_is_seen_by_the_end_of_the_first_rest_and_leaves_it_the_smaller_share()
    {
        var rest = Pace().Rest(work) + Pace().FurtherRest(work, 4, TimeSpan.FromMilliseconds(80));

        Assert.Equal(0.02, work / (work + rest), 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 80)]
    [InlineData(49, 1000)]
    public void Where_few_numbers_are_given_it_rests_no_longer(long commits, int milliseconds) =>
        Assert.Equal(TimeSpan.Zero, Pace().FurtherRest(work, commits, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void After_work_that_took_long_it_rests_no_longer_than_ten_seconds_in_all()
    {
        var hung = TimeSpan.FromMinutes(1);

        Assert.Equal(TimeSpan.FromSeconds(10), Pace().Rest(hung) + Pace().FurtherRest(hung, 1_000_000, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void A_share_that_is_larger_while_busy_is_no_negative_rest() =>
        Assert.Equal(TimeSpan.Zero, Pace(whileBusy: 1).FurtherRest(work, 100, TimeSpan.FromSeconds(1)));

    private static FollowerPace Pace(double whileBusy = 0.02) => new(new JournalSignal(), 0.5, whileBusy, 50);
}
