using RmsOrleans.Grains.Suggestions;

namespace RmsOrleans.Rules.Tests.Suggestions;

public sealed class SuggestingTests
{
    [Fact]
    public void A_rate_of_few_cases_is_drawn_further_to_the_mean_than_one_of_many()
    {
        var suggestion = Suggesting.Of([Row("A", 400, 320), Row("B", 1, 1), Row("C", 1000, 80), Row("D", 600, 60)], 1, 10)!;

        Assert.Equal(["A", "B", "D", "C"], suggestion.Values.Select(each => each.Past.Values.Single()));
        var (many, few) = (suggestion.Values[0], suggestion.Values[1]);
        Assert.InRange(many.Shrunk, 0.78, 0.8);
        Assert.InRange(few.Shrunk, suggestion.Mean, many.Shrunk); // one of one would be 100 % as it was counted
        Assert.Equal((0.8, 461.0 / 2001), (many.Rate.Value, suggestion.Mean));
    }

    [Fact]
    public void Where_values_differ_only_by_chance_all_have_the_mean()
    {
        var suggestion = Suggesting.Of([Row("A", 100, 20), Row("B", 100, 21), Row("C", 100, 19), Row("D", 100, 20)], 1, 10)!;

        Assert.All(suggestion.Values, each => Assert.Equal(suggestion.Mean, each.Shrunk, 3));
    }

    [Fact]
    public void Values_of_few_cases_or_missing_ones_are_not_suggested()
    {
        var suggestion = Suggesting.Of([Row("A", 30, 20), Row("B", 29, 29), Row("", 500, 100)], 30, 10)!;

        Assert.Equal("A", Assert.Single(suggestion.Values).Past.Values.Single());
        Assert.Equal(149.0 / 559, suggestion.Mean);
        Assert.Null(Suggesting.Of([new PastRate(["A"], 0, 0, 10, 5)], 1, 10));
    }

    [Fact]
    public void The_measure_takes_the_highest_rates_of_the_past_and_counts_what_they_find_later()
    {
        PastRate[] past = [Row("A", 100, 90, 40, 30), Row("B", 100, 50, 60, 12), Row("C", 1000, 10, 900, 9)];

        var all = Suggesting.Measure(past, 0.04)!;
        var more = Suggesting.Measure(past, 0.07)!;

        Assert.Equal((1000L, 51L, 40L, 30.0, 0.75), (all.Controlled, all.WithFinding, all.Chosen, all.ChosenWithFinding, all.Precision!.Value));
        Assert.Equal((70L, 30 + (12 * 30.0 / 60)), (more.Chosen, more.ChosenWithFinding)); // half of B, with half of what it finds
        Assert.Equal(0.051, all.Random!.Value);
    }

    [Fact]
    public void What_was_not_seen_before_stands_at_the_mean_and_equal_rates_are_taken_together()
    {
        PastRate[] past = [Row("A", 100, 60, 10, 6), new(["B"], 0, 0, 50, 40), new([""], 100, 30, 50, 10), Row("C", 100, 1, 90, 1)];

        var measure = Suggesting.Measure(past, 60 / 200.0)!;

        Assert.Equal((60L, 6 + (50.0 * 50 / 100)), (measure.Chosen, measure.ChosenWithFinding));
        Assert.Null(Suggesting.Measure([Row("A", 100, 60)], 0.05));
    }

    private static PastRate Row(string value, long controlled, long found, long laterControlled = 0, long laterFound = 0) => new([value], controlled, found, laterControlled, laterFound);
}
