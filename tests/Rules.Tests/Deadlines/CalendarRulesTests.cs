using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class CalendarRulesTests
{
    private static readonly ProductionCalendar Calendar = ProductionCalendar.Embedded;
    private static readonly LoadCalendarYear Year = new([new(new(2028, 1, 1), CalendarMark.Holiday), new(new(2028, 2, 21), CalendarMark.TransferredDayOff)]);

    [Fact]
    public void A_load_makes_the_next_revision()
    {
        var next = CalendarRules.Decide(Calendar, 2028, Year, seen: 0, allowMissingHolidays: true).Value!;

        Assert.Equal(1, next.Revision);
        Assert.Equal(DayKind.TransferredDayOff, next.KindOf(new(2028, 2, 21), decreedDaysCount: false));
    }

    [Fact]
    public void A_year_without_its_statutory_holidays_is_refused_with_those_that_are_missing()
    {
        var error = Assert.Single(CalendarRules.Decide(Calendar, 2028, Year, seen: 0, allowMissingHolidays: false).Refusal!.Errors);

        Assert.Equal("/days", error.Pointer);
        Assert.Contains("2028-01-02, 2028-01-03, 2028-01-04, 2028-01-05, 2028-01-06, 2028-01-07, 2028-01-08, 2028-02-23, 2028-03-08, 2028-05-01, 2028-05-09, "
            + "2028-06-12, 2028-11-04", error.Message.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_shipped_year_lacks_a_statutory_holiday() =>
        Assert.All(Enumerable.Range(2011, 17), year => Assert.Empty(Calendar.Year(year)!.MissingHolidays()));

    [Fact]
    public void A_load_that_was_decided_on_another_revision_is_stale()
    {
        var refusal = CalendarRules.Decide(Calendar.With(new CalendarYear(2029, [new(new(2029, 1, 1), CalendarMark.Holiday)])), 2028, Year, seen: 0, allowMissingHolidays: true).Refusal!;

        Assert.Equal(RefusalReason.Stale, refusal.Reason);
        Assert.Contains("you saw revision 0, and it has 1", refusal.Detail.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_load_again_changes_nothing_and_is_not_stale()
    {
        var loaded = CalendarRules.Decide(Calendar, 2028, Year, seen: 0, allowMissingHolidays: true).Value!;

        Assert.Same(loaded, CalendarRules.Decide(loaded, 2028, new([.. Year.Days.Reverse()]), seen: 0, allowMissingHolidays: true).Value);
    }

    [Fact]
    public void Every_faulty_day_is_named()
    {
        var faulty = Year with
        {
            Days =
            [
                .. Year.Days,
                new(new(2028, 2, 26), CalendarMark.TransferredDayOff),
                new(new(2027, 2, 25), CalendarMark.Holiday),
                new(new(2028, 1, 1), CalendarMark.Holiday),
            ],
        };

        var errors = CalendarRules.Decide(Calendar, 2028, faulty, seen: null, allowMissingHolidays: true).Refusal!.Errors;

        Assert.Equal(
            [
                ("/days/2", "2028-02-26 is on a weekend; only a weekday can be a transferred day off."),
                ("/days/3", "2027-02-25 is not a day of 2028."),
                ("/days/4", "2028-01-01 is listed twice."),
            ],
            errors.InEnglish());
    }

    [Fact]
    public void A_year_without_any_day_is_refused() =>
        Assert.Equal(
            [("/days", "A year has at least its holidays.")],
            CalendarRules.Decide(Calendar, 2028, new([]), seen: 0, allowMissingHolidays: true).Refusal!.Errors.InEnglish());

    [Fact]
    public void An_older_revision_can_be_had_again()
    {
        var first = Calendar.With(new CalendarYear(2028, [new(new(2028, 2, 21), CalendarMark.TransferredDayOff)]));
        var second = first.With(new CalendarYear(2028, [new(new(2028, 2, 22), CalendarMark.TransferredDayOff)]));

        Assert.Same(second, second.At(7));
        Assert.Same(first, second.At(1));
        Assert.Same(Calendar, second.At(0));
    }
}
