using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Rules.Tests.Trials;

public sealed class EstimateTests
{
    private static DateOnly Day(string text) => DateOnly.Parse(text, null);

    private static MonthFlow[] Months(string first, params long[] declarations) =>
        [.. declarations.Select((count, i) => new MonthFlow(Day(first).AddMonths(i), count, IsWhole: true))];

    [Fact]
    public void With_fewer_than_fifteen_whole_months_a_month_takes_their_mean()
    {
        var months = Months("2026-01-01", 100, 200, 300).Append(new(Day("2026-04-01"), 5, IsWhole: false)).ToArray();

        var flow = Estimating.Forecast(months, Day("2026-05-01"), Day("2026-06-30"))!;

        Assert.Equal((400, true), (flow.Declarations, flow.IsMean));
    }

    [Fact]
    public void A_month_takes_the_latest_same_month_times_the_growth()
    {
        // Every month of the second year is twice that of the first, but for the last three, which are three times it: that is the growth.
        var months = Months("2024-01-01", [.. Enumerable.Range(1, 12).Select(n => n * 100L), .. Enumerable.Range(1, 9).Select(n => n * 200L), 3000, 3300, 3600]);

        var flow = Estimating.Forecast(months, Day("2026-02-01"), Day("2026-02-28"))!;

        Assert.Equal((400 * 3, false), (flow.Declarations, flow.IsMean));
    }

    [Fact]
    public void A_part_of_a_month_counts_by_its_days()
    {
        var flow = Estimating.Forecast(Months("2026-01-01", 310), Day("2026-03-10"), Day("2026-03-19"))!;

        Assert.Equal(100, flow.Declarations, 9);
    }

    [Fact]
    public void The_error_of_the_flow_is_seen_from_earlier_quarters_and_is_at_least_a_tenth()
    {
        var steady = Estimating.Forecast(Months("2026-01-01", 100, 100, 100, 100, 100, 100), Day("2026-07-01"), Day("2026-07-31"))!;
        // The mean of the three months before misses the second quarter, 600 declarations, by a half.
        var doubled = Estimating.Forecast(Months("2026-01-01", 100, 100, 100, 200, 200, 200), Day("2026-07-01"), Day("2026-07-31"))!;

        Assert.Equal((0.10, 1), (steady.Error, steady.Quarters));
        Assert.Equal((0.98, 1), (doubled.Error, doubled.Quarters));
        Assert.Equal((0.10, 0), (Estimating.Forecast(Months("2026-01-01", 100), Day("2026-07-01"), Day("2026-07-31"))!.Error, 0));
    }

    [Fact]
    public void Without_a_whole_month_there_is_no_forecast() =>
        Assert.Null(Estimating.Forecast([new(Day("2026-01-01"), 10, IsWhole: false)], Day("2026-02-01"), Day("2026-02-28")));

    [Fact]
    public void Both_errors_are_carried_and_shown_apart()
    {
        var estimate = Estimating.Of(hit: 400, examined: 10_000, new Flow(20_000, 0.10, 4, IsMean: false));

        Assert.Equal(800, estimate.Consignments, 9);
        Assert.Equal(80, estimate.FlowError, 9);
        Assert.Equal(1.96 * Math.Sqrt((400 * 4) + 800), estimate.CountError, 9);
        Assert.Equal(800 - Math.Sqrt((estimate.CountError * estimate.CountError) + 6400), estimate.Least, 9);
        Assert.Equal(800 + Math.Sqrt((estimate.CountError * estimate.CountError) + 6400), estimate.Most, 9);
    }

    [Theory]
    // By hand: with the ratio 1 either count is as likely as the other. Of 1 and 7, at most 1 of 8: 9/256 = 0.035; of 1 and 8, 10/512 = 0.0195.
    [InlineData(1, 1.0, 0, 7)]
    // At least 6 of 6: 1/64 = 0.0156, of 7: 8/128 = 0.0625; at most 6 of 23: 0.0173, of 22: 0.0262.
    [InlineData(6, 1.0, 1, 16)]
    // None hit: (1/2)^4 = 0.0625, (1/2)^5 = 0.031; three times the ratio is 3.
    [InlineData(0, 1.0, 0, 4)]
    // None hit and a long way ahead: three times the ratio is 300, (100/101)^301 = 0.05.
    [InlineData(0, 100.0, 0, 301)]
    public void Of_few_hits_the_range_is_exact(long hit, double ratio, double least, double most)
    {
        var estimate = Estimating.Of(hit, 1000, Estimating.Given(1000 * ratio));

        Assert.Equal((least, most), (estimate.Least, Math.Round(estimate.Most, 6)));
    }

    /// <summary>Flows with a season and a trend, and a share of hits, are planted; what comes is drawn from the same.</summary>
    [Theory]
    [InlineData(0.03)]
    [InlineData(0.0005)]
    [InlineData(0.0015)]
    [InlineData(0.3)]
    public void The_interval_holds_what_comes_in_at_least_93_of_a_hundred_runs(double share)
    {
        var held = 0;
        var random = new Random(1);
        for (var run = 0; run < 1000; run++)
        {
            var months = new List<MonthFlow>();
            long hit = 0, examined = 0;
            for (var i = 0; i < 24; i++)
            {
                var flow = Poisson(random, Rate(i));
                months.Add(new(Day("2024-01-01").AddMonths(i), flow, IsWhole: true));
                (hit, examined) = (hit + Poisson(random, flow * share), examined + flow);
            }
            var comes = Enumerable.Range(24, 6).Sum(i => Poisson(random, Poisson(random, Rate(i)) * share));

            var estimate = Estimating.Of(hit, examined, Estimating.Forecast(months, Day("2026-01-01"), Day("2026-06-30"))!);

            held += estimate.Least <= comes && comes <= estimate.Most ? 1 : 0;
        }

        Assert.True(held >= 930, $"It held in {held} of 1000 runs.");
        static double Rate(int month) => 3000 * (1 + (0.2 * Math.Sin(month * Math.PI / 6))) * Math.Pow(1.005, month);
    }

    /// <summary>Seven conditions on the published declarations: what hit in 2020, and what came in the first quarter of 2021, counted by hand.</summary>
    [Fact]
    public void The_first_quarter_of_2021_lies_within_what_2020_says_for_six_of_seven_conditions()
    {
        (long Hit, long Came)[] counted = [(60, 9), (4019, 835), (1113, 241), (1862, 382), (6714, 1298), (3715, 795), (56, 15)];

        var within = counted.Count(each =>
            Estimating.Of(each.Hit, 37_385, Estimating.Given(8_134)) is var estimate && estimate.Least <= each.Came && each.Came <= estimate.Most);

        Assert.Equal(6, within);
    }

    private static long Poisson(Random random, double mean)
    {
        if (mean > 50)
            return (long)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        var (count, product, limit) = (0L, random.NextDouble(), Math.Exp(-mean));
        for (; product > limit; count++)
            product *= random.NextDouble();
        return count;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
