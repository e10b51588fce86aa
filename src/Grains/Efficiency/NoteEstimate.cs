namespace RmsOrleans.Grains.Efficiency;

/// <summary>What the note expected, as far as the days of validity have gone.</summary>
public static class NoteEstimate
{
    /// <summary>So many of the expected consignments should have come by the end of a day.</summary>
    /// <param name="to">The last day of validity; without one a year is what notes speak of.</param>
    public static double SoFar(long expected, DateOnly from, DateOnly to, DateOnly today)
    {
        var end = to == DateOnly.MaxValue ? from.AddYears(1).AddDays(-1) : to;
        var days = end.DayNumber - from.DayNumber + 1;
        return days <= 0 ? expected : (double)expected * Math.Clamp(today.DayNumber - from.DayNumber + 1, 0, days) / days;
    }
}
