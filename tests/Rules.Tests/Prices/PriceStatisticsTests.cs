using System.Security.Cryptography;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Prices;

namespace RmsOrleans.Rules.Tests.Prices;

/// <summary>Statistics of prices by weight; the answers were worked out by hand.</summary>
public sealed class PriceStatisticsTests
{
    private static readonly DateOnly january = new(2026, 1, 1), february = new(2026, 2, 1);

    /// <summary>Of 20 kg: 1 kg at 0.5, 4 kg at 1, 5 kg at 2, 6 kg at 3, 4 kg at 10.</summary>
    private static readonly PriceSample[] five =
    [
        At(3, 6, february), At(0.5m, 1, january), At(10, 4, february), At(1, 4, january), At(2, 5, january),
    ];

    [Fact]
    public void Each_price_counts_by_its_weight()
    {
        var found = PriceStatistics.Of(five, 10, 7)!;

        Assert.Equal((5, 20m, 0.5m, 10m), (found.Count, found.WeightKg, found.Least, found.Most));
        Assert.Equal(3.625m, found.Mean); // (0.5 + 4 + 10 + 18 + 40) ÷ 20
        Assert.Equal(2m, found.Median); // 1 + 4 + 5 = 10 of 20
        Assert.Equal((1m, 3m), (found.LowerQuartile, found.UpperQuartile)); // 5 of 20, 16 of 20
        Assert.Equal(1m, found.Threshold); // 2 of 20: the first kilogram alone is 5 %
        Assert.Equal((10m, 7L), (found.ThresholdPercent, found.Revision));
        Assert.Equal(0.5m, PriceStatistics.Of(five, 5, 7)!.Threshold); // exactly 5 %
    }

    [Fact]
    public void The_deviation_is_of_distances_from_the_median_and_an_outlier_hardly_moves_it()
    {
        // Distances from 2: 0 (5 kg), 1 (6 + 4 kg), 1.5 (1 kg), 8 (4 kg); half of 20 kg lies within 1.
        Assert.Equal(1.4826m, PriceStatistics.Of(five, 10, 0)!.Deviation);

        five[2] = At(1_000_000, 4, february);
        Assert.Equal(1.4826m, PriceStatistics.Of(five, 10, 0)!.Deviation);
        five[2] = At(10, 4, february);
    }

    [Fact]
    public void Months_are_told_apart()
    {
        var months = PriceStatistics.Of(five, 10, 0)!.Months;

        Assert.Equal([new(january, 3, 1, 1, 2), new PriceMonth(february, 2, 3, 3, 10)], months.AsEnumerable());
    }

    [Fact]
    public void The_bars_hold_all_prices_and_all_weight_and_the_last_one_is_open()
    {
        PriceSample[] many = [.. Enumerable.Range(1, 1000).Select(i => At(i / 100m, i % 7 + 1, january)), At(5000, 0.5m, january)];

        var found = PriceStatistics.Of(many, 10, 0)!;

        Assert.Equal(20, found.Bars.Length);
        Assert.Equal((found.Count, found.WeightKg), (found.Bars.Sum(bar => bar.Count), found.Bars.Sum(bar => bar.WeightKg)));
        Assert.Equal(found.Least, found.Bars[0].From);
        Assert.All(found.Bars.Zip(found.Bars.Skip(1)), next => Assert.Equal(next.First.To, next.Second.From));
        Assert.Null(found.Bars[^1].To);
        Assert.InRange(found.Bars[^1].From, 9m, 10m); // not half way to the outlier
    }

    [Fact]
    public void The_mean_is_rounded_half_to_even_at_the_millionth()
    {
        Assert.Equal(0.000002m, PriceStatistics.Of([At(0.000001m, 1, january), At(0.000002m, 1, january)], 10, 0)!.Mean); // 0.0000015
        Assert.Equal(0.000002m, PriceStatistics.Of([At(0.000002m, 1, january), At(0.000003m, 1, january)], 10, 0)!.Mean); // 0.0000025
    }

    [Fact]
    public void One_price_is_all_that_there_is()
    {
        var found = PriceStatistics.Of([At(0.7m, 12.5m, january)], 10, 0)!;

        Assert.Equal((0.7m, 0.7m, 0.7m, 0.7m, 0m), (found.Mean, found.Median, found.LowerQuartile, found.Threshold, found.Deviation));
        Assert.Equal((0.7m, 1), (Assert.Single(found.Bars).From, found.Bars[0].Count));
        Assert.Null(PriceStatistics.Of([], 10, 0));
        Assert.Null(PriceStatistics.Median([]));
    }

    [Fact]
    public void The_largest_numbers_that_there_can_be_add_up()
    {
        var most = new FixedPoint(FixedPoint.MostMillionths);

        var found = PriceStatistics.Of([.. Enumerable.Repeat(new PriceSample(most, most, january), 1000)], 10, 0)!;

        Assert.Equal((9_200_000_000_000m, 9_200_000_000_000_000m), (found.Mean, found.WeightKg));
    }

    /// <summary>Against the definition, said plainly: of all prices the least at or below which at least this share of the weight lies.</summary>
    [Fact]
    public void A_quantile_is_what_its_definition_says()
    {
        var chance = new Random(20261130);
        for (var i = 0; i < 2_000; i++)
        {
            PriceSample[] samples =
            [
                .. Enumerable.Range(0, chance.Next(1, 40)).Select(_ => new PriceSample(new(chance.NextInt64(1, 12) * 250_000), new(chance.NextInt64(1, 5_000_000)), january))
                    .OrderBy(each => each.Price),
            ];
            var percent = chance.Next(4) switch { 0 => 50m, 1 => 100m, 2 => chance.Next(1, 100), _ => chance.Next(1, 100_000_000) / 1_000_000m };
            decimal all = samples.Sum(each => each.WeightKg.Millionths);

            var plain = samples.Select(each => each.Price).Where(price => samples.Where(each => each.Price <= price).Sum(each => (decimal)each.WeightKg.Millionths) >= all * percent / 100).Min();

            Assert.Equal(plain, PriceStatistics.Quantile(samples, percent));
        }
    }

    [Fact]
    public void Figures_are_read_as_they_were_written_and_their_bytes_are_always_the_same()
    {
        var found = PriceStatistics.Of(five, 10, 7)!;
        var shuffled = PriceStatistics.Of([.. five.Reverse()], 10, 7)!;

        Assert.Equal(found.ToJson(), PriceFigures.OfJson(found.ToJson()).ToJson());
        Assert.Equal(SHA256.HashData(found.ToJson()), SHA256.HashData(shuffled.ToJson()));
    }

    [Theory]
    [InlineData("1", "1.2", null)]
    [InlineData("1", "1.200001", DriftDirection.Up)]
    [InlineData("1", "0.8", null)]
    [InlineData("1", "0.799999", DriftDirection.Down)]
    public void A_flow_has_drifted_when_it_differs_by_more_than_the_setting(string approved, string flow, DriftDirection? expected) =>
        Assert.Equal(expected, PriceDrift.Of(decimal.Parse(approved, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(flow, System.Globalization.CultureInfo.InvariantCulture), 20));

    private static PriceSample At(decimal price, decimal kg, DateOnly month) => new(new((long)(price * FixedPoint.One)), new((long)(kg * FixedPoint.One)), month);
}
