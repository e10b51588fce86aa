namespace RmsOrleans.Grains.Efficiency;

/// <summary>When somebody looks at whether a profile is still worth it: after half of its validity, at most six months.</summary>
public static class ReviewDay
{
    private const int MostMonths = 6;

    /// <summary>After a review by which the profile stayed as it is, the next one is counted from there; null if none is worth it any more.</summary>
    public static DateOnly? Of(DateOnly from, DateOnly to, DateOnly? reviewedOn) =>
        reviewedOn is not { } last ? Of(from, to) : Of(last, to) is var next && next > last ? next : null;

    /// <param name="to">The last day of validity; the greatest there is where it has no end.</param>
    public static DateOnly Of(DateOnly from, DateOnly to)
    {
        var latest = from.AddMonths(MostMonths);
        var half = from.AddDays(Math.Max(0, to.DayNumber - from.DayNumber) / 2);
        return half < latest ? half : latest;
    }
}
