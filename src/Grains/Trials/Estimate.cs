namespace RmsOrleans.Grains.Trials;

/// <summary>How many declarations were lodged in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="IsWhole">Whether all days of the month are loaded.</param>
public sealed record MonthFlow(DateOnly Month, long Declarations, bool IsWhole);

/// <summary>How many declarations will be lodged in a period, by the months before it.</summary>
/// <param name="Declarations">Expected.</param>
/// <param name="Error">By what share of them they may be more or fewer, at 95 %; 0 where the flow was given.</param>
/// <param name="Quarters">From how many earlier quarters the error was measured; 0 says that it is the least that is assumed.</param>
/// <param name="IsMean">Whether too few months are loaded to see seasons: then each month is the mean of those.</param>
public sealed record Flow(double Declarations, double Error, int Quarters, bool IsMean);

/// <summary>How many consignments a draft would hit, estimated from how many it would have hit.</summary>
/// <param name="Consignments">The most likely number.</param>
/// <param name="Least">The lower end of the interval of 95 %.</param>
/// <param name="Most">Its upper end.</param>
/// <param name="CountError">The half of the interval that comes of counts being chance, in consignments.</param>
/// <param name="FlowError">The half that comes of the flow being unknown, in consignments.</param>
public sealed record Estimate(double Consignments, double Least, double Most, double CountError, double FlowError, Flow Flow);

/// <summary>
/// Estimates. The interval carries two errors: what was hit is chance, and so is what will be; and the flow is a forecast.
/// </summary>
public static class Estimating
{
    /// <summary>With fewer whole months no season can be seen.</summary>
    public const int MonthsForSeasons = 15;

    private const int MonthsOfYear = 12;
    private const int MonthsOfQuarter = 3;
    private const double TwoSided = 1.96;
    private const double LeastFlowError = 0.10;
    private const long FewHits = 10;
    private const double Tail = 0.025;
    private const double OfNone = 3;

    /// <summary>Without an error, for one who knows.</summary>
    public static Flow Given(double declarations) => new(declarations, 0, 0, IsMean: false);

    /// <summary>
    /// Each month of the period takes the latest same month that is loaded whole, times how the last three whole months compare with the same three of the year
    /// before; parts of months count by their days. How far that goes wrong is seen from the same forecast made for each earlier quarter.
    /// </summary>
    /// <param name="to">The last day of the period.</param>
    /// <returns>Null if no whole month is loaded.</returns>
    public static Flow? Forecast(IReadOnlyList<MonthFlow> months, DateOnly from, DateOnly to)
    {
        var whole = months.Where(month => month.IsWhole).OrderBy(month => month.Month).ToArray();
        if (whole.Length == 0 || to < from)
            return null;
        var expected = 0.0;
        for (var month = FirstOf(from); month <= to; month = month.AddMonths(1))
        {
            var last = month.AddMonths(1).AddDays(-1);
            var (begin, end) = (month < from ? from : month, last > to ? to : last);
            expected += Of(month, whole) * (end.DayNumber - begin.DayNumber + 1) / DateTime.DaysInMonth(month.Year, month.Month);
        }
        var errors = ErrorsOfQuarters(whole).ToArray();
        var spread = errors.Length == 0 ? 0 : TwoSided * Math.Sqrt(errors.Average(error => error * error));
        return new(expected, Math.Max(spread, LeastFlowError), errors.Length, whole.Length < MonthsForSeasons);
    }

    /// <param name="hit">Declarations hit.</param>
    /// <param name="examined">Of so many; not 0.</param>
    public static Estimate Of(long hit, long examined, Flow flow)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examined);
        var ratio = flow.Declarations / examined;
        var expected = hit * ratio;
        var (least, most) = hit < FewHits ? ExactRange(hit, ratio) : (expected - CountHalf(hit, ratio), expected + CountHalf(hit, ratio));
        var flowError = expected * flow.Error;
        return new(
            expected,
            Math.Max(0, expected - Together(expected - least, flowError)),
            expected + Together(most - expected, flowError),
            (most - least) / 2,
            flowError,
            flow);
    }

    /// <summary>What was counted varies as a Poisson count does, and so will what comes: both are in it.</summary>
    private static double CountHalf(long hit, double ratio) => TwoSided * Math.Sqrt((hit * ratio * ratio) + (hit * ratio));

    /// <summary>
    /// Of few hits: all counts of what comes beside which what was counted is not too odd. Given the sum of the two counts, either is binomial.
    /// Where none was hit only the upper end is in question; it is at least three times the ratio, since with three expected one in twenty sees none.
    /// </summary>
    private static (double Least, double Most) ExactRange(long hit, double ratio)
    {
        if (ratio <= 0)
            return (0, 0);
        var share = 1 / (1 + ratio);
        var tail = hit == 0 ? 2 * Tail : Tail;
        var least = hit == 0 ? 0 : First(ahead => 1 - AtMost(hit - 1, hit + ahead, share) > tail);
        var most = First(ahead => AtMost(hit, hit + ahead, share) <= tail) - 1;
        return (least, hit == 0 ? Math.Max(most, OfNone * ratio) : most);
    }

    /// <summary>The least count for which something holds that holds for all above it.</summary>
    private static long First(Func<long, bool> holds)
    {
        long no = -1, yes = 1;
        while (!holds(yes))
            (no, yes) = (yes, yes * 2);
        while (yes - no > 1)
        {
            var middle = no + ((yes - no) / 2);
            (no, yes) = holds(middle) ? (no, middle) : (middle, yes);
        }
        return yes;
    }

    /// <summary>The probability of at most so many of a binomial count.</summary>
    private static double AtMost(long most, long of, double share)
    {
        if (most >= of)
            return 1;
        double sum = 0, choices = 1;
        for (long i = 0; i <= most; i++)
        {
            sum += choices * Math.Pow(share, i) * Math.Pow(1 - share, of - i);
            choices = choices * (of - i) / (i + 1);
        }
        return sum;
    }

    private static double Together(double one, double other) => Math.Sqrt((one * one) + (other * other));

    private static double Of(DateOnly month, ReadOnlySpan<MonthFlow> whole)
    {
        if (whole.Length < MonthsForSeasons)
            return Mean(whole);
        for (var i = whole.Length - 1; i >= 0; i--)
        {
            if (whole[i].Month.Month == month.Month)
                return whole[i].Declarations * Growth(whole);
        }
        return Mean(whole);
    }

    /// <summary>The last three whole months over the same three of the year before; 1 where those are not loaded.</summary>
    private static double Growth(ReadOnlySpan<MonthFlow> whole)
    {
        double now = 0, before = 0;
        foreach (var month in whole[^MonthsOfQuarter..])
        {
            if (Find(whole, month.Month.AddMonths(-MonthsOfYear)) is not { } yearBefore)
                return 1;
            now += month.Declarations;
            before += yearBefore.Declarations;
        }
        return before > 0 ? now / before : 1;
    }

    private static MonthFlow? Find(ReadOnlySpan<MonthFlow> whole, DateOnly month)
    {
        foreach (var each in whole)
        {
            if (each.Month == month)
                return each;
        }
        return null;
    }

    private static double Mean(ReadOnlySpan<MonthFlow> months)
    {
        double sum = 0;
        foreach (var month in months)
            sum += month.Declarations;
        return sum / months.Length;
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>By what share the forecast from the months before a quarter missed it.</summary>
    private static IEnumerable<double> ErrorsOfQuarters(MonthFlow[] whole)
    {
        for (var end = whole.Length; end - MonthsOfQuarter > 0; end -= MonthsOfQuarter)
        {
            var (before, quarter) = (whole[..(end - MonthsOfQuarter)], whole[(end - MonthsOfQuarter)..end]);
            var truth = quarter.Sum(month => (double)month.Declarations);
            if (truth > 0)
                yield return (quarter.Sum(month => Of(month.Month, before)) / truth) - 1;
        }
    }
}
