using System.Collections.Immutable;
using System.Globalization;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class DeadlineCountingTests
{
    public static IEnumerable<object[]> Cases => CountingCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Counts_as_the_calendar_is_read_by_hand(
        string at, string zone, string term, string lastDay, string due, string skipped, string why)
    {
        var counted = Count(at, term.TrimEnd('*'), zone, decreedDaysCount: term.EndsWith('*'));

        var provisional = counted.Provisional ? "~" : "";
        Assert.Equal(
            (lastDay, DateTimeOffset.Parse(due, CultureInfo.InvariantCulture).ToString("O"), skipped),
            ($"{provisional}{counted.LastDay:O}", counted.DueAt.ToString("O"), Tally(counted.SkippedDays)));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void Names_every_skipped_day_of_a_working_day_term_with_its_reason() =>
        Assert.Equal(
            """
            2021-05-01 Holiday
            2021-05-02 Weekend
            2021-05-03 TransferredDayOff
            2021-05-04 DecreedNonWorking
            2021-05-05 DecreedNonWorking
            2021-05-06 DecreedNonWorking
            2021-05-07 DecreedNonWorking
            2021-05-08 Weekend
            2021-05-09 Holiday
            2021-05-10 TransferredDayOff
            """,
            Listing(Count("2021-04-30T12:00+03:00", "2w", "Europe/Moscow").SkippedDays));

    [Fact]
    public void Names_only_the_days_that_moved_the_end_of_a_calendar_day_term() =>
        Assert.Equal(
            """
            2025-05-08 TransferredDayOff
            2025-05-09 Holiday
            2025-05-10 Weekend
            2025-05-11 Weekend
            """,
            Listing(Count("2025-04-28T12:00+03:00", "10c", "Europe/Moscow").SkippedDays));

    [Fact]
    public void Explains_the_term_the_zone_the_start_and_the_revision()
    {
        var calendar = ProductionCalendar.Embedded.With(new CalendarYear(2028, [new(new(2028, 1, 10), CalendarMark.Holiday)]));
        var term = new Term(1, TermUnit.WorkingDays);
        var at = DateTimeOffset.Parse("2028-01-09T15:30:00.1239Z", CultureInfo.InvariantCulture);

        var counted = DeadlineCounting.Calculate(at, term, Zone("Asia/Vladivostok"), calendar, decreedDaysCount: false);

        Assert.Equal(term, counted.Term);
        Assert.Equal("Asia/Vladivostok", counted.TimeZone);
        Assert.Equal("2028-01-10T01:30:00.1230000+10:00", counted.StartedAt.ToString("O"));
        Assert.Equal(calendar.Revision, counted.CalendarRevision);
    }

    [Fact]
    public void A_loaded_year_moves_the_deadline_and_makes_it_final()
    {
        var calendar = ProductionCalendar.Embedded.With(new CalendarYear(2028, [new(new(2028, 2, 21), CalendarMark.TransferredDayOff)]));
        var at = DateTimeOffset.Parse("2028-02-18T12:00+03:00", CultureInfo.InvariantCulture);

        var before = Count("2028-02-18T12:00+03:00", "1w", "Europe/Moscow");
        var after = DeadlineCounting.Calculate(at, before.Term, Zone("Europe/Moscow"), calendar, decreedDaysCount: false);

        Assert.Equal((new DateOnly(2028, 2, 21), true), (before.LastDay, before.Provisional));
        Assert.Equal((new DateOnly(2028, 2, 22), false), (after.LastDay, after.Provisional));
    }

    [Theory]
    [InlineData(0, TermUnit.WorkingDays)]
    [InlineData(-1, TermUnit.Hours)]
    [InlineData(Term.Longest + 1, TermUnit.CalendarDays)]
    [InlineData(1, (TermUnit)3)]
    public void Refuses_a_term_out_of_range(int amount, TermUnit unit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeadlineCounting.Calculate(
            DateTimeOffset.UnixEpoch, new Term(amount, unit), TimeZoneInfo.Utc, ProductionCalendar.Embedded, decreedDaysCount: false));

    private static DeadlineExplanation Count(string at, string term, string zone, bool decreedDaysCount = false) =>
        DeadlineCounting.Calculate(
            DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
            CountingCases.Term(term),
            Zone(zone),
            ProductionCalendar.Embedded,
            decreedDaysCount);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static string Listing(ImmutableArray<SkippedDay> days) =>
        string.Join('\n', days.Select(day => $"{day.Date:O} {day.Reason}"));

    private static string Tally(ImmutableArray<SkippedDay> days)
    {
        var tally = days.GroupBy(day => Letter(day.Reason)).OrderBy(group => "WHTD".IndexOf(group.Key, StringComparison.Ordinal));
        return days.IsEmpty ? "-" : string.Join(' ', tally.Select(group => $"{group.Count()}{group.Key}"));
    }

    private static string Letter(DayKind reason) => reason switch
    {
        DayKind.Weekend => "W",
        DayKind.Holiday => "H",
        DayKind.TransferredDayOff => "T",
        DayKind.DecreedNonWorking => "D",
        DayKind.WorkingDay or DayKind.ShortDay or DayKind.WorkingWeekendDay => "worked",
    };
}
