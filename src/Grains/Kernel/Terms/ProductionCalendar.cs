namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>Which days are worked. A year without data has only its weekends and the fixed statutory holidays.</summary>
public sealed class ProductionCalendar : IRevised
{
    private static readonly Lazy<ProductionCalendar> Shipped = new(() => new(
        CalendarCsv.Shipped().GroupBy(day => day.Date.Year).Select(year => new CalendarYear(year.Key, [.. year])), revision: 0));

    private readonly ImmutableDictionary<int, CalendarYear> years;
    private readonly ImmutableDictionary<int, byte[]> marks;
    private readonly ProductionCalendar? before;

    internal ProductionCalendar(IEnumerable<CalendarYear> years, long revision)
    {
        this.years = years.ToImmutableDictionary(year => year.Year);
        marks = this.years.ToImmutableDictionary(year => year.Key, year => MarksOf(year.Value));
        Revision = revision;
    }

    private ProductionCalendar(ProductionCalendar before, CalendarYear added)
    {
        this.before = before;
        years = before.years.SetItem(added.Year, added);
        marks = before.marks.SetItem(added.Year, MarksOf(added));
        Revision = before.Revision + 1;
    }

    /// <summary>The calendar that ships with the program, 2011 to 2027, as revision 0.</summary>
    public static ProductionCalendar Embedded => Shipped.Value;

    /// <summary>Two calendars of one revision hold the same years.</summary>
    public long Revision { get; }

    /// <summary>The years with data, in order.</summary>
    public ImmutableArray<int> Years => [.. years.Keys.Order()];

    /// <summary>The next revision: the year is added, or put in the place of the one that was there.</summary>
    internal ProductionCalendar With(CalendarYear year) => new(this, year);

    /// <summary>The calendar as it was, to explain what was counted by it.</summary>
    internal ProductionCalendar At(long revision)
    {
        var at = this;
        while (at.Revision > revision && at.before is { } earlier)
            at = earlier;
        return at;
    }

    public CalendarYear? Year(int year) => years.GetValueOrDefault(year);

    public bool HasData(int year) => marks.ContainsKey(year);

    /// <summary>How many days of a year are worked.</summary>
    public int WorkingDays(int year, bool decreedDaysCount)
    {
        var worked = 0;
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
            worked += KindOf(day, decreedDaysCount).IsWorking() ? 1 : 0;
        return worked;
    }

    /// <summary>A decree is the reason only on a day that would have been worked without it.</summary>
    public DayKind KindOf(DateOnly date, bool decreedDaysCount)
    {
        if (!marks.TryGetValue(date.Year, out var year))
            return FixedHolidays.KindOf(date);

        int bits = year[date.DayOfYear - 1];
        bool Has(CalendarMark mark) => (bits & Bit(mark)) != 0;

        return Has(CalendarMark.Holiday) ? DayKind.Holiday
            : Has(CalendarMark.TransferredDayOff) ? DayKind.TransferredDayOff
            : date.IsWeekend() && !Has(CalendarMark.WorkingWeekendDay) ? DayKind.Weekend
            : Has(CalendarMark.DecreedNonWorking) && !decreedDaysCount ? DayKind.DecreedNonWorking
            : Has(CalendarMark.WorkingWeekendDay) ? DayKind.WorkingWeekendDay
            : Has(CalendarMark.Short) ? DayKind.ShortDay
            : DayKind.WorkingDay;
    }

    /// <summary>One hour shorter, also where the day is told by what else it is: a working Saturday.</summary>
    public bool IsShort(DateOnly date) => marks.TryGetValue(date.Year, out var year) && (year[date.DayOfYear - 1] & Bit(CalendarMark.Short)) != 0;

    private static int Bit(CalendarMark mark) => 1 << (int)mark;

    private static byte[] MarksOf(CalendarYear year)
    {
        if (year.Errors().Select(error => error.Reason).FirstOrDefault() is { } reason)
            throw new ArgumentException($"The calendar of {year.Year} cannot be used: {reason}.", nameof(year));

        var marks = new byte[366];
        foreach (var day in year.Days)
            marks[day.Date.DayOfYear - 1] |= (byte)Bit(day.Mark);

        return marks;
    }
}

/// <summary>Why a date is a working day, or why it is not.</summary>
public enum DayKind
{
    WorkingDay,
    ShortDay,
    WorkingWeekendDay,
    Weekend,
    Holiday,
    TransferredDayOff,
    DecreedNonWorking,
}

internal static class DayKinds
{
    private static readonly Phrases<DayKind> names = new(kind => kind switch
    {
        DayKind.WorkingDay => new("working day", "рабочий день"),
        DayKind.ShortDay => new("short working day", "сокращённый рабочий день"),
        DayKind.WorkingWeekendDay => new("working weekend day", "рабочий выходной день"),
        DayKind.Weekend => new("weekend", "выходной день"),
        DayKind.Holiday => new("public holiday", "нерабочий праздничный день"),
        DayKind.TransferredDayOff => new("transferred day off", "перенесённый выходной день"),
        DayKind.DecreedNonWorking => new("non-working day by decree", "день, объявленный нерабочим"),
    });

    public static Phrase InWords(this DayKind kind) => names[(int)kind];

    public static bool IsWorking(this DayKind kind) => kind switch
    {
        DayKind.WorkingDay or DayKind.ShortDay or DayKind.WorkingWeekendDay => true,
        DayKind.Weekend or DayKind.Holiday or DayKind.TransferredDayOff or DayKind.DecreedNonWorking => false,
    };

    public static bool IsWeekend(this DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

/// <summary>What the production calendar says of a date. A date may bear two marks, such as a working Saturday that is also short.</summary>
public enum CalendarMark
{
    /// <summary>Statutory non-working day, also when it falls on a weekend.</summary>
    Holiday,

    /// <summary>A weekday made a day off by the yearly transfer of days.</summary>
    TransferredDayOff,

    /// <summary>A Saturday or Sunday made a working day.</summary>
    WorkingWeekendDay,

    /// <summary>One working hour shorter; it still counts as a whole working day.</summary>
    Short,

    /// <summary>Made non-working by decree, outside the yearly calendar.</summary>
    DecreedNonWorking,
}

/// <summary>One row of the production calendar. Ordinary weekends and working days have none.</summary>
public sealed record CalendarDay(DateOnly Date, CalendarMark Mark);
