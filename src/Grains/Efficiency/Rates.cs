namespace RmsOrleans.Grains.Efficiency;

/// <summary>A share, and between what at 95 %.</summary>
/// <param name="Most">Null where there is no upper end.</param>
[GenerateSerializer, Alias("rate"), Immutable]
public sealed record Rate([property: Id(0)] double Value, [property: Id(1)] double Least, [property: Id(2)] double? Most);

/// <summary>Shares of counts, and how two of them compare.</summary>
public static class Rates
{
    private const double TwoSided = 1.96;

    /// <summary>With the interval of Wilson; null of nothing.</summary>
    public static Rate? Of(long part, long whole)
    {
        if (whole <= 0)
            return null;
        var (share, square) = ((double)part / whole, TwoSided * TwoSided);
        var middle = (share + (square / (2 * whole))) / (1 + (square / whole));
        var half = TwoSided / (1 + (square / whole)) * Math.Sqrt((share * (1 - share) / whole) + (square / (4.0 * whole * whole)));
        return new(share, part == 0 ? 0 : middle - half, part == whole ? 1 : middle + half);
    }

    /// <summary>
    /// How many times one rate is the other. The interval carries the errors of both (Donner and Zou's MOVER for a ratio, from the intervals of Wilson);
    /// null where the other is nought, of which nothing is a multiple.
    /// </summary>
    public static Rate? Lift(Rate? rate, Rate? sample)
    {
        if (rate is null || sample is not { Value: > 0 })
            return null;
        var product = rate.Value * sample.Value;
        var (rateMost, sampleMost) = (rate.Most ?? 1, sample.Most ?? 1);
        var least = rate.Least * ((2 * rate.Value) - rate.Least);
        var below = Math.Sqrt(Math.Max(0, (product * product) - (least * sampleMost * ((2 * sample.Value) - sampleMost))));
        var downTo = sample.Least * ((2 * sample.Value) - sample.Least);
        var above = Math.Sqrt(Math.Max(0, (product * product) - (rateMost * ((2 * rate.Value) - rateMost) * downTo)));
        return new(rate.Value / sample.Value, product + below > 0 ? least / (product + below) : 0, downTo > 0 ? (product + above) / downTo : null);
    }
}
