using RmsOrleans.Silo.Search;
using Xunit;

namespace RmsOrleans.Storage.Tests.Feeds;

public sealed class SearchPaceTests
{
    private static readonly TimeSpan work = TimeSpan.FromMilliseconds(40);
    private readonly SearchSettings settings = new() { ShareOfACore = 0.5, ShareWhileBusy = 0.02, BusyCommits = 50 };

    [Fact]
    public void After_work_it_rests_until_it_has_had_no_more_than_its_share() =>
        Assert.Equal(0.5, work / (work + new SearchPace(settings).Rest(work)), 6);

    [Fact]
    public void A_burst_is_seen_by_the_end_of_the_first_rest_and_leaves_it_the_smaller_share()
    {
        var pace = new SearchPace(settings);

        var rest = pace.Rest(work) + pace.FurtherRest(work, 4, TimeSpan.FromMilliseconds(80));

        Assert.Equal(0.02, work / (work + rest), 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 80)]
    [InlineData(49, 1000)]
    public void Where_few_numbers_are_given_it_rests_no_longer(long commits, int milliseconds) =>
        Assert.Equal(TimeSpan.Zero, new SearchPace(settings).FurtherRest(work, commits, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void A_share_that_is_larger_while_busy_is_no_negative_rest()
    {
        settings.ShareWhileBusy = 1;

        Assert.Equal(TimeSpan.Zero, new SearchPace(settings).FurtherRest(work, 100, TimeSpan.FromSeconds(1)));
    }
}
