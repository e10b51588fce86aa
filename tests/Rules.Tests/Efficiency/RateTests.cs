using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Rules.Tests.Efficiency;

public sealed class RateTests
{
    [Theory] // by the formula of Wilson, worked out by hand with z = 1.96
    [InlineData(10, 100, 0.1, 0.0552, 0.1744)]
    [InlineData(36, 90, 0.4, 0.3049, 0.5033)]
    [InlineData(0, 30, 0, 0, 0.1135)]
    [InlineData(30, 30, 1, 0.8865, 1)]
    public void A_rate_has_the_interval_of_Wilson(long part, long whole, double value, double least, double most)
    {
        var rate = Rates.Of(part, whole)!;

        Assert.Equal((value, least, most), (rate.Value, Math.Round(rate.Least, 4), Math.Round(rate.Most!.Value, 4)));
    }

    [Fact]
    public void Of_nothing_there_is_no_rate() => Assert.Null(Rates.Of(0, 0));

    [Fact]
    public void Lift_carries_the_errors_of_both_rates()
    {
        var (rate, sample) = (Rates.Of(36, 90), Rates.Of(10, 200));

        var lift = Rates.Lift(rate, sample)!;

        Assert.Equal(8, lift.Value, 9);
        Assert.InRange(lift.Least, 3.5, rate!.Least / sample!.Value); // wider than by the error of the rate alone
        Assert.InRange(lift.Most!.Value, rate.Most!.Value / sample.Value, 17);
    }

    /// <summary>The interval is to hold the truth in 95 of 100 cases; both rates are drawn anew each time, with a fixed seed.</summary>
    [Theory]
    [InlineData(0.3, 200, 0.1, 400)]
    [InlineData(0.05, 300, 0.05, 300)]
    [InlineData(0.6, 60, 0.2, 100)]
    public void Lift_holds_the_truth_in_about_95_of_100_runs(double rate, int cases, double sample, int sampled)
    {
        const int Runs = 1000;
        var random = new Random(20261130);
        var held = 0;
        for (var run = 0; run < Runs; run++)
        {
            var lift = Rates.Lift(Rates.Of(Draw(cases, rate), cases), Rates.Of(Draw(sampled, sample), sampled));
            if (lift is not null && lift.Least <= rate / sample && rate / sample <= (lift.Most ?? double.MaxValue))
                held++;
        }
        Assert.InRange(held, 930, 975);

        int Draw(int of, double share) => Enumerable.Range(0, of).Count(_ => random.NextDouble() < share);
    }

    [Fact]
    public void Of_a_sample_that_finds_nothing_nothing_is_a_multiple()
    {
        Assert.Null(Rates.Lift(Rates.Of(36, 90), Rates.Of(0, 200)));
        Assert.Null(Rates.Lift(null, Rates.Of(10, 200)));
    }
}
