using System.Globalization;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Terms;

public sealed class TermCountingTests
{
    public static IEnumerable<object[]> Cases => TermCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Counts_as_the_calendar_is_read_by_hand(string at, string zone, string term, string happened, string answer, string why)
    {
        var counted = Explain(at, zone, term, happened);

        Assert.Equal(answer, Answer(counted, TermText.Rule(term)));
        Assert.Equal(DateOnly.FromDateTime(counted.DueAt!.Value.DateTime.AddTicks(-1)), counted.LastDay);
        Assert.NotEmpty(why);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Counts_as_whoever_goes_along_the_days_one_by_one(string at, string zone, string term, string happened, string answer, string why)
    {
        Assert.Equal(answer, SecondWay.Count(at, TermText.Zone(zone), term, happened));
        Assert.NotEmpty(why);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Says_each_step_in_both_languages(string at, string zone, string term, string happened, string answer, string why)
    {
        var counted = Explain(at, zone, term, happened);

        Assert.Equal(1 + happened.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, counted.Steps.Length);
        Assert.All(counted.Steps, step => Told.LookAt(step.What.Ru));
        if (counted.LastDay is { } last && answer.Length <= 11)
            Assert.Contains($"{last:yyyy-MM-dd}", counted.Steps[^1].What.En, StringComparison.Ordinal);
        Assert.NotEmpty(why);
    }

    [Fact]
    public void There_are_enough_cases() => Assert.True(Cases.Count() >= 120);

    [Fact]
    public void Explains_a_whole_life()
    {
        var counted = Explain("2026-01-31", "M", "1m", "s2026-02-10 r2026-02-20 +1m met2026-04-10");

        Assert.Equal(
            """
            2026-01-31 12:00: 1 month from the day after, last day 2026-02-28 (weekend), moved to 2026-03-02.
            2026-02-10 12:00: suspended, left: 18 calendar days (Бумаги запрошены).
            2026-02-20 12:00: goes on, last day 2026-03-10.
            2026-02-20 12:00: extended by 1 month (Нужна экспертиза), last day 2026-04-10.
            2026-04-10 12:00: met in time.
            """,
            string.Join('\n', counted.Steps.Select(step => step.What.En)));
        Assert.Equal(
            """
            31.01.2026 12:00: 1 месяц со следующего дня, последний день 28.02.2026 (выходной день), перенесён на 02.03.2026.
            10.02.2026 12:00: приостановлен, осталось: 18 календарных дней («Бумаги запрошены»).
            20.02.2026 12:00: возобновлён, последний день 10.03.2026.
            20.02.2026 12:00: продлён, добавлено: 1 месяц («Нужна экспертиза»), последний день 10.04.2026.
            10.04.2026 12:00: исполнен в срок.
            """,
            string.Join('\n', counted.Steps.Select(step => step.What.Ru)));
    }

    [Fact]
    public void Names_the_days_over_which_it_moved_back() => Assert.Equal(
        ["2026-05-09 Holiday", "2026-05-10 Weekend", "2026-05-11 TransferredDayOff"],
        Explain("2026-04-11", "M", "1m<", "").Steps[0].SkippedDays.Select(day => $"{day.Date:yyyy-MM-dd} {day.Reason}"));

    [Fact]
    public void Has_no_day_while_it_is_suspended()
    {
        var counted = Explain("2026-03-10", "M", "10c", "s2026-03-12");

        Assert.Equal((null, null), (counted.LastDay, counted.DueAt));
        Assert.False(counted.HasPassed(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_loaded_year_makes_the_answer_final()
    {
        var zone = TermText.Zone("M");
        var ledger = TermText.Ledger("2027-12-20", zone, "1m", "");
        var calendar = ProductionCalendar.Embedded.With(new CalendarYear(2028, [new(new(2028, 1, 20), CalendarMark.TransferredDayOff)]));

        var before = TermCounting.Explain(ledger, new(zone, ProductionCalendar.Embedded, OpeningHours.Usual));
        var after = TermCounting.Explain(ledger, new(zone, calendar, OpeningHours.Usual));

        Assert.Equal((new DateOnly(2028, 1, 20), true), (before.LastDay!.Value, before.Provisional));
        Assert.Equal((new DateOnly(2028, 1, 21), false, calendar.Revision), (after.LastDay!.Value, after.Provisional, after.CalendarRevision));
    }

    [Theory]
    [InlineData("1m", "s2026-02-10", "s2026-02-11", "the term is suspended; it has to go on first")]
    [InlineData("1m", "s2026-02-10", "+1m", "the term is suspended; it has to go on first")]
    [InlineData("1m", "", "r2026-02-10", "the term is not suspended")]
    [InlineData("1m", "", "s2026-03-03", "the term has passed")]
    [InlineData("1m", "met2026-02-01", "s2026-02-03", "the term has ended")]
    [InlineData("1m", "met2026-02-01", "met2026-02-03", "the term has ended")]
    [InlineData("1m", "", "+2h", "the term is extended in the unit in which it is counted")]
    [InlineData("2h", "", "+30n", "the term is extended in the unit in which it is counted")]
    [InlineData("1m", "", "+0c", "an extension is 1 to 2500")]
    [InlineData("M10", "", "+1m", "a term that recurs is neither suspended nor extended")]
    [InlineData("M10", "", "s2026-02-01", "a term that recurs is neither suspended nor extended")]
    [InlineData("M10", "met2026-02-01", "met2026-02-03", null)]
    [InlineData("1m", "s2026-02-10", "r2026-05-10", null)]
    [InlineData("1m", "", "s2026-03-02", null)]
    public void Takes_only_what_can_follow(string term, string before, string next, string? fault)
    {
        var zone = TermText.Zone("M");
        var ledger = TermText.Ledger("2026-01-31", zone, term, before);
        var line = TermText.Ledger("2026-01-31", zone, term, $"{before} {next}").Lines[^1];

        Assert.Equal(fault, ledger.Fault(line, TermCounting.Explain(ledger, new(zone, ProductionCalendar.Embedded, OpeningHours.Usual)))?.InEnglish());
    }

    [Fact]
    public void An_authority_that_never_opens_is_not_waited_for() => Assert.Throws<InvalidOperationException>(() => TermCounting.Explain(
        TermText.Ledger("2026-01-31", TermText.Zone("M"), "1o", ""), new(TermText.Zone("M"), ProductionCalendar.Embedded, new OpeningHours([]))));

    private static TermExplanation Explain(string at, string zone, string term, string happened)
    {
        var ledger = TermText.Ledger(at, TermText.Zone(zone), term, happened);
        var place = new TermPlace(TermText.Zone(zone), ProductionCalendar.Embedded, OpeningHours.Usual, DecreedDaysCount: term.Contains('*'));
        var explained = TermCounting.Explain(ledger, place);
        Assert.Equal(explained.DueAt, TermCounting.DueAt(ledger, place));
        return explained;
    }

    private static string Answer(TermExplanation counted, TermRule rule) =>
        (counted.Provisional ? "~" : "") + (rule.IsByTheClock ? $"{counted.DueAt!.Value:yyyy-MM-dd HH:mm}" : counted.LastDay!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
