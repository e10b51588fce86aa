namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>The marked days of one year, in any order.</summary>
public sealed record CalendarYear(int Year, ImmutableArray<CalendarDay> Days)
{
    /// <summary>Statutory holidays of the year that are not marked as such, in order.</summary>
    public ImmutableArray<DateOnly> MissingHolidays() =>
        [.. FixedHolidays.Of(Year).Where(holiday => !Days.Contains(new CalendarDay(holiday, CalendarMark.Holiday)))];

    /// <summary>Every fault as a sentence without its full stop, with the index of the day that has it; none if the year may be used.</summary>
    internal IEnumerable<(int Index, Phrase Reason)> Errors()
    {
        var marked = Days.ToHashSet();
        var seen = new HashSet<CalendarDay>();
        for (var index = 0; index < Days.Length; index++)
        {
            var day = Days[index];
            var error = seen.Add(day) ? FaultOf(day, marked) : new("is listed twice", "указано дважды");
            if (error is not null)
                yield return (index, new Phrase($"{day.Date:O} {error.En}", $"{day.Date:dd.MM.yyyy}: {error.Ru}"));
        }
    }

    private Phrase? FaultOf(CalendarDay day, HashSet<CalendarDay> marked)
    {
        if (day.Date.Year != Year)
            return new($"is not a day of {Year}", $"эта дата не относится к {Year} году");

        var weekend = day.Date.IsWeekend();
        bool Has(CalendarMark mark) => marked.Contains(day with { Mark = mark });

        return day.Mark switch
        {
            CalendarMark.Holiday or CalendarMark.DecreedNonWorking => null,
            CalendarMark.TransferredDayOff =>
                weekend ? new("is on a weekend; only a weekday can be a transferred day off", "выходной день; перенесённым выходным может быть только будний день")
                : Has(CalendarMark.Holiday) ? new("is a holiday; it cannot be a transferred day off too", "праздничный день; он не может быть также перенесённым выходным")
                : null,
            CalendarMark.WorkingWeekendDay =>
                !weekend ? new("is a weekday; only a Saturday or Sunday can be a working weekend day", "будний день; рабочим выходным может быть только суббота или воскресенье")
                : Has(CalendarMark.Holiday) ? new("is a holiday; it cannot be a working weekend day too", "праздничный день; он не может быть также рабочим выходным")
                : null,
            CalendarMark.Short =>
                Has(CalendarMark.Holiday) || Has(CalendarMark.TransferredDayOff) || (weekend && !Has(CalendarMark.WorkingWeekendDay))
                ? new("is a day off; only a working day can be short", "нерабочий день; сокращённым может быть только рабочий день")
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
