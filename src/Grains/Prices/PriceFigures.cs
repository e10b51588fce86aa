using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Declarations;

namespace RmsOrleans.Grains.Prices;

/// <summary>A price for a net kilogram in US dollars, the kilograms that were traded at it, and the first day of its month.</summary>
public readonly record struct PriceSample(FixedPoint Price, FixedPoint WeightKg, DateOnly Month);

/// <summary>
/// What a research found, as it is frozen. Prices are US dollars for each net kilogram with at most six places. Each price counts by its weight: a line of statistics is a month of
/// many consignments, and one of a few kilograms says little.
/// </summary>
/// <param name="Count">How many prices.</param>
/// <param name="WeightKg">Of all.</param>
/// <param name="Least">The lowest price.</param>
/// <param name="Most">The highest price.</param>
/// <param name="Mean">Value by weight, half to even.</param>
/// <param name="Median">The least price at or below which half of the weight lies.</param>
/// <param name="LowerQuartile">The same of a quarter.</param>
/// <param name="UpperQuartile">The same of three quarters.</param>
/// <param name="Deviation">1.4826 × the median of how far prices lie from the median, half to even: what the standard deviation is of a normal distribution, and outliers hardly move it.</param>
/// <param name="ThresholdPercent">By which the threshold was proposed.</param>
/// <param name="Threshold">The least price at or below which this share of the weight lies.</param>
/// <param name="Revision">Of the data that was seen.</param>
/// <param name="Bars">Of the histogram, in the order of prices.</param>
/// <param name="Months">Those with prices, in their order.</param>
public sealed record PriceFigures(
    int Count,
    decimal WeightKg,
    decimal Least,
    decimal Most,
    decimal Mean,
    decimal Median,
    decimal LowerQuartile,
    decimal UpperQuartile,
    decimal Deviation,
    decimal ThresholdPercent,
    decimal Threshold,
    long Revision,
    ImmutableArray<PriceBar> Bars,
    ImmutableArray<PriceMonth> Months)
{
    /// <summary>In one way of writing them, by whose SHA-256 the line of the research names them.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PriceFiguresJson.Default.PriceFigures);

    /// <exception cref="JsonException">These are no figures.</exception>
    public static PriceFigures OfJson(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, PriceFiguresJson.Default.PriceFigures) ?? throw new JsonException("Figures are expected.");
}

/// <summary>A bar of the histogram.</summary>
/// <param name="From">The least price of it.</param>
/// <param name="To">Below which it ends; null of the last, which has all that is dearer.</param>
/// <param name="Count">How many prices.</param>
/// <param name="WeightKg">Net kilograms traded at them.</param>
public sealed record PriceBar(decimal From, decimal? To, int Count, decimal WeightKg);

/// <summary>Prices of a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Count">How many prices.</param>
/// <param name="LowerQuartile">The least price at or below which a quarter of the month's weight lies.</param>
/// <param name="Median">The same of half of it.</param>
/// <param name="UpperQuartile">The same of three quarters.</param>
public sealed record PriceMonth(DateOnly Month, int Count, decimal LowerQuartile, decimal Median, decimal UpperQuartile);

/// <summary>Statistics of prices by weight, exact to the millionth.</summary>
public static class PriceStatistics
{
    private const int Bars = 20;

    /// <summary>Of the weight so much lies in bars of the same width; what is dearer is in the last one.</summary>
    private const int BarsPercent = 99;

    private const decimal Consistent = 1.4826m;

    /// <param name="thresholdPercent">Which share of the weight lies below the threshold; at most six places.</param>
    /// <returns>Null where there are no prices.</returns>
    public static PriceFigures? Of(IReadOnlyCollection<PriceSample> samples, decimal thresholdPercent, long revision)
    {
        if (samples.Count == 0)
            return null;
        var sorted = Sorted(samples);
        var median = Quantile(sorted, 50);
        var (weight, value) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var each in sorted)
        {
            weight += each.WeightKg.Millionths;
            value += (BigInteger)each.Price.Millionths * each.WeightKg.Millionths;
        }
        return new(
            sorted.Length, (decimal)weight / FixedPoint.One, Number(sorted[0].Price), Number(sorted[^1].Price), Number(HalfToEven(value, weight)), Number(median),
            Number(Quantile(sorted, 25)), Number(Quantile(sorted, 75)), Deviation(sorted, median), thresholdPercent, Number(Quantile(sorted, thresholdPercent)), revision,
            Histogram(sorted),
            [
                .. from each in sorted
                   group each by each.Month into month
                   orderby month.Key
                   let ofMonth = month.ToArray()
                   select new PriceMonth(month.Key, ofMonth.Length, Number(Quantile(ofMonth, 25)), Number(Quantile(ofMonth, 50)), Number(Quantile(ofMonth, 75))),
            ]);
    }

    /// <summary>The median alone; null where there are no prices.</summary>
    public static decimal? Median(IReadOnlyCollection<PriceSample> samples) => samples.Count == 0 ? null : Number(Quantile(Sorted(samples), 50));

    /// <summary>The least price at or below which at least this share of the weight lies.</summary>
    /// <param name="sorted">By price; at least one, each with a weight above 0.</param>
    /// <param name="percent">Above 0 and up to 100, with at most six places.</param>
    public static FixedPoint Quantile(IReadOnlyList<PriceSample> sorted, decimal percent)
    {
        var all = BigInteger.Zero;
        foreach (var each in sorted)
            all += each.WeightKg.Millionths;
        var wanted = all * (BigInteger)(percent * FixedPoint.One);
        var below = BigInteger.Zero;
        foreach (var each in sorted)
        {
            below += each.WeightKg.Millionths;
            if (below * 100 * FixedPoint.One >= wanted)
                return each.Price;
        }
        return sorted[^1].Price;
    }

    private static decimal Deviation(PriceSample[] sorted, FixedPoint median)
    {
        var distances = Sorted([.. sorted.Select(each => each with { Price = new(Math.Abs(each.Price.Millionths - median.Millionths)) })]);
        return Math.Round(Number(Quantile(distances, 50)) * Consistent, FixedPoint.Places, MidpointRounding.ToEven) / 1.000000m;
    }

    private static ImmutableArray<PriceBar> Histogram(PriceSample[] sorted)
    {
        var (least, most) = (sorted[0].Price.Millionths, Quantile(sorted, BarsPercent).Millionths);
        var width = Math.Max(1, ((most - least) / Bars) + 1);
        var bars = new (int Count, BigInteger Weight)[Bars];
        foreach (var each in sorted)
        {
            ref var bar = ref bars[(int)Math.Min(Bars - 1, (each.Price.Millionths - least) / width)];
            bar = (bar.Count + 1, bar.Weight + each.WeightKg.Millionths);
        }
        var used = Array.FindLastIndex(bars, bar => bar.Count > 0) + 1;
        return
        [
            .. bars.Take(used).Select((bar, i) => new PriceBar(
                Number(new FixedPoint(least + (i * width))), i == Bars - 1 ? null : Number(new FixedPoint(least + ((i + 1) * width))), bar.Count, (decimal)bar.Weight / FixedPoint.One)),
        ];
    }

    private static PriceSample[] Sorted(IReadOnlyCollection<PriceSample> samples)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted, static (one, other) => one.Price.CompareTo(other.Price));
        return sorted;
    }

    private static FixedPoint HalfToEven(BigInteger value, BigInteger by)
    {
        var quotient = BigInteger.DivRem(value, by, out var rest);
        var twice = rest * 2;
        return new((long)(twice > by || (twice == by && !quotient.IsEven) ? quotient + 1 : quotient));
    }

    private static decimal Number(FixedPoint number) => (decimal)number.Millionths / FixedPoint.One;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PriceFigures))]
internal sealed partial class PriceFiguresJson : JsonSerializerContext;
