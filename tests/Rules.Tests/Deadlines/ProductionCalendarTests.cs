using System.Globalization;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class ProductionCalendarTests
{
    private static readonly ProductionCalendar Calendar = ProductionCalendar.Embedded;

    [Fact]
    public void The_shipped_calendar_runs_from_2011_to_2027() =>
        Assert.Equal(Enumerable.Range(2011, 17), Enumerable.Range(1900, 300).Where(Calendar.HasData));

    /// <summary>The working days and short days of the published production calendars, before any decree.</summary>
    [Theory]
    [InlineData(2011, 248, 3)]
    [InlineData(2012, 249, 6)]
    [InlineData(2013, 247, 6)]
    [InlineData(2014, 247, 6)]
    [InlineData(2015, 247, 5)]
    [InlineData(2016, 247, 2)]
    [InlineData(2017, 247, 3)]
    [InlineData(2018, 247, 6)]
    [InlineData(2019, 247, 6)]
    [InlineData(2020, 248, 3)]
    [InlineData(2021, 247, 3)]
    [InlineData(2022, 247, 3)]
    [InlineData(2023, 247, 3)]
    [InlineData(2024, 248, 5)]
    [InlineData(2025, 247, 4)]
    [InlineData(2026, 247, 4)]
    [InlineData(2027, 247, 4)]
    public void Agrees_with_the_published_totals_of_a_year(int year, int workingDays, int shortDays)
    {
        Assert.Equal(workingDays, DaysOf(year).Count(day => Calendar.KindOf(day, decreedDaysCount: true).IsWorking()));
        Assert.Equal(shortDays, Calendar.Year(year)!.Days.Count(day => day.Mark == CalendarMark.Short));
    }

    [Theory]
    [InlineData("2026-03-20", DayKind.WorkingDay)]
    [InlineData("2026-03-21", DayKind.Weekend)]
    [InlineData("2026-03-22", DayKind.Weekend)]
    [InlineData("2026-03-08", DayKind.Holiday)] // a Sunday
    [InlineData("2026-03-09", DayKind.TransferredDayOff)]
    [InlineData("2026-04-30", DayKind.ShortDay)]
    [InlineData("2024-04-27", DayKind.WorkingWeekendDay)]
    [InlineData("2024-11-02", DayKind.WorkingWeekendDay)] // short too
    [InlineData("2012-03-11", DayKind.WorkingWeekendDay)] // a Sunday
    [InlineData("2024-02-29", DayKind.WorkingDay)]
    [InlineData("2024-12-31", DayKind.TransferredDayOff)] // day 366
    [InlineData("2025-12-31", DayKind.TransferredDayOff)] // day 365
    [InlineData("2020-04-01", DayKind.DecreedNonWorking)]
    [InlineData("2020-04-04", DayKind.Weekend)] // decreed, and a Saturday anyway
    [InlineData("2028-01-06", DayKind.Holiday)]
    [InlineData("2028-01-09", DayKind.Weekend)]
    [InlineData("2028-01-10", DayKind.WorkingDay)]
    [InlineData("2010-02-23", DayKind.Holiday)]
    public void Says_why_a_day_is_worked_or_not(string date, DayKind kind) =>
        Assert.Equal(kind, Calendar.KindOf(Date(date), decreedDaysCount: false));

    [Theory]
    [InlineData("2020-04-01", DayKind.WorkingDay)]
    [InlineData("2020-04-04", DayKind.Weekend)]
    [InlineData("2021-10-31", DayKind.Weekend)]
    [InlineData("2020-05-01", DayKind.Holiday)]
    public void A_decree_can_be_set_to_change_nothing(string date, DayKind kind) =>
        Assert.Equal(kind, Calendar.KindOf(Date(date), decreedDaysCount: true));

    [Theory]
    [InlineData(DayKind.WorkingDay, true)]
    [InlineData(DayKind.ShortDay, true)]
    [InlineData(DayKind.WorkingWeekendDay, true)]
    [InlineData(DayKind.Weekend, false)]
    [InlineData(DayKind.Holiday, false)]
    [InlineData(DayKind.TransferredDayOff, false)]
    [InlineData(DayKind.DecreedNonWorking, false)]
    public void A_short_day_and_a_working_weekend_day_are_worked(DayKind kind, bool working) => Assert.Equal(working, kind.IsWorking());

    [Fact]
    public void A_year_without_data_has_weekends_and_fourteen_fixed_holidays()
    {
        var holidays = DaysOf(2028).Where(day => Calendar.KindOf(day, decreedDaysCount: false) == DayKind.Holiday);

        Assert.Equal(
            "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04",
            string.Join(' ', holidays.Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_new_year_makes_the_next_revision_and_leaves_this_one_as_it_is()
    {
        var year = new CalendarYear(2028, [new(new(2028, 1, 10), CalendarMark.TransferredDayOff)]);

        var next = Calendar.With(year);

        Assert.Equal(Calendar.Revision + 1, next.Revision);
        Assert.Equal(year, next.Year(2028));
        Assert.True(next.HasData(2027));
        Assert.Equal(DayKind.TransferredDayOff, next.KindOf(new(2028, 1, 10), decreedDaysCount: false));
        Assert.Null(Calendar.Year(2028));
        Assert.Equal(DayKind.WorkingDay, Calendar.KindOf(new(2028, 1, 10), decreedDaysCount: false));
    }

    [Fact]
    public void A_year_loaded_again_takes_the_place_of_the_old_one()
    {
        var next = Calendar.With(new CalendarYear(2026, [new(new(2026, 3, 10), CalendarMark.TransferredDayOff)]));

        Assert.Equal(DayKind.WorkingDay, next.KindOf(new(2026, 3, 9), decreedDaysCount: false));
        Assert.Equal(DayKind.TransferredDayOff, next.KindOf(new(2026, 3, 10), decreedDaysCount: false));
    }

    [Fact]
    public void Is_made_of_given_years_and_a_given_revision()
    {
        var calendar = new ProductionCalendar([Calendar.Year(2026)!], revision: 7);

        Assert.Equal(7, calendar.Revision);
        Assert.True(calendar.HasData(2026));
        Assert.False(calendar.HasData(2027));
    }

    [Fact]
    public void A_faulty_year_is_not_taken()
    {
        var thrown = Assert.Throws<ArgumentException>(
            () => Calendar.With(new CalendarYear(2028, [new(new(2028, 1, 10), CalendarMark.WorkingWeekendDay)])));

        Assert.Contains("2028-01-10 is a weekday", thrown.Message, StringComparison.Ordinal);
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);
}
