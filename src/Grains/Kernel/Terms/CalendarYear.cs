namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>The marked days of one year, in any order.</summary>
public sealed record CalendarYear(int Year, ImmutableArray<CalendarDay> Days)
{
    /// <summary>Statutory holidays of the year that are not marked as such, in order.</summary>
    public ImmutableArray<DateOnly> MissingHolidays() =>
        [.. FixedHolidays.Of(Year).Where(holiday => !Days.Contains(new CalendarDay(holiday, CalendarMark.Holiday)))];

    /// <summary>Every fault, with the index of the day that has it; none if the year may be used.</summary>
    internal IEnumerable<(int Index, string Reason)> Errors()
    {
        var marked = Days.ToHashSet();
        var seen = new HashSet<CalendarDay>();
        for (var index = 0; index < Days.Length; index++)
        {
            var day = Days[index];
            var error = seen.Add(day) ? FaultOf(day, marked) : "is listed twice";
            if (error is not null)
                yield return (index, $"{day.Date:O} {error}");
        }
    }

    private string? FaultOf(CalendarDay day, HashSet<CalendarDay> marked)
    {
        if (day.Date.Year != Year)
            return $"is not a day of {Year}";

        var weekend = day.Date.IsWeekend();
        bool Has(CalendarMark mark) => marked.Contains(day with { Mark = mark });

        return day.Mark switch
        {
            CalendarMark.Holiday or CalendarMark.DecreedNonWorking => null,
            CalendarMark.TransferredDayOff =>
                weekend ? "is on a weekend; only a weekday can be a transferred day off"
                : Has(CalendarMark.Holiday) ? "is a holiday; it cannot be a transferred day off too"
                : null,
            CalendarMark.WorkingWeekendDay =>
                !weekend ? "is a weekday; only a Saturday or Sunday can be a working weekend day"
                : Has(CalendarMark.Holiday) ? "is a holiday; it cannot be a working weekend day too"
                : null,
            CalendarMark.Short =>
                Has(CalendarMark.Holiday) || Has(CalendarMark.TransferredDayOff) || (weekend && !Has(CalendarMark.WorkingWeekendDay))
                ? "is a day off; only a working day can be short"
                : null,
        };
    }
}

/// <summary>All that is known of a year before its calendar is published: weekends, and the holidays that the law fixes.</summary>
internal static class FixedHolidays
{
    public static DayKind KindOf(DateOnly date) =>
        IsHoliday(date) ? DayKind.Holiday
        : date.IsWeekend() ? DayKind.Weekend
        : DayKind.WorkingDay;

    /// <summary>Those of a year, by article 112 of the Labour Code: until 2012 the New Year's holidays were 1 to 5 January, and 7 January was Christmas.</summary>
    public static IEnumerable<DateOnly> Of(int year) => Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
        .Select(day => new DateOnly(year, 1, 1).AddDays(day))
        .Where(day => IsHoliday(day) && (year >= 2013 || (day.Month, day.Day) is not (1, 6 or 8)));

    private static bool IsHoliday(DateOnly date) => (date.Month, date.Day) is
        (1, <= 8) or (2, 23) or (3, 8) or (5, 1) or (5, 9) or (6, 12) or (11, 4);
}
