using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

/// <summary>Registered on Saturday 21 November 2026; the term of consideration ends with 1 December.</summary>
public sealed class DeadlineRulesTests
{
    private static readonly DateTimeOffset due = new(2026, 12, 2, 0, 0, 0, TimeSpan.FromHours(3));

    private static readonly ProductionCalendar longer = ProductionCalendar.Embedded.With(
        new CalendarYear(2026, [.. ProductionCalendar.Embedded.Year(2026)!.Days, new(new(2026, 12, 1), CalendarMark.Holiday)]));

    [Fact]
    public void Nothing_is_recorded_in_the_last_millisecond() => Assert.Empty(Check(DraftRun.UnderConsideration, due.AddMilliseconds(-1)));

    [Fact]
    public void The_moment_at_which_it_is_due_is_too_late() =>
        Assert.Equal([new DeadlineMissed(DeadlineKind.Consideration, due, due)], Check(DraftRun.UnderConsideration, due));

    [Fact]
    public void What_is_seen_late_says_when_it_was_due_and_when_it_was_seen()
    {
        var seen = due.AddDays(3);

        Assert.Equal(new DeadlineMissed(DeadlineKind.Consideration, due, seen), Assert.Single(Check(DraftRun.UnderConsideration, seen)));
    }

    [Fact]
    public void What_is_missed_is_recorded_once()
    {
        var run = DraftRun.UnderConsideration;

        run.With(Check(run, due)[0]);

        Assert.True(run.Draft!.Overdue);
        Assert.Empty(Check(run, due.AddDays(1)));
    }

    [Fact]
    public void Gathering_information_returns_by_itself_and_its_flag_stays()
    {
        var run = DraftRun.GatheringInformation;
        var passed = run.Draft!.Deadline!.DueAt;

        var happened = Check(run, passed);
        foreach (var each in happened)
            run.With(each);

        Assert.Equal([typeof(DeadlineMissed), typeof(InformationTermLapsed)], happened.Select(each => each.GetType()));
        Assert.Equal((DraftStatus.UnderConsideration, DeadlineKind.Consideration, true), (run.Draft!.Status, run.Draft.Deadline!.Kind, run.Draft.Overdue));
        var again = run.Draft.Deadline.DueAt;
        Assert.Equal(new DeadlineMissed(DeadlineKind.Consideration, again, again), Assert.Single(Check(run, again)));
    }

    [Fact]
    public void Drafts_without_a_deadline_have_nothing_to_miss()
    {
        foreach (var run in (DraftRun[])[DraftRun.Drafting, DraftRun.Discarded, DraftRun.Inexpedient, DraftRun.Withdrawn])
            Assert.Empty(Check(run, due.AddYears(10)));
    }

    [Fact]
    public void Another_calendar_moves_an_open_deadline()
    {
        var moved = Assert.IsType<DeadlineMoved>(Assert.Single(Check(DraftRun.UnderConsideration, due.AddDays(-3), longer)));

        Assert.Equal((due, due.AddDays(1), 1L), (moved.DueBefore, moved.Deadline.DueAt, moved.Deadline.CalendarRevision));
    }

    [Fact]
    public void A_deadline_that_moves_is_not_missed_at_its_old_time() =>
        Assert.IsType<DeadlineMoved>(Assert.Single(Check(DraftRun.UnderConsideration, due, longer)));

    [Fact]
    public void A_deadline_that_moves_may_be_missed_at_once() => Assert.Equal(
        [typeof(DeadlineMoved), typeof(DeadlineMissed)], Check(DraftRun.UnderConsideration, due.AddDays(1), longer).Select(each => each.GetType()));

    [Fact]
    public void A_missed_deadline_is_moved_no_more()
    {
        var run = DraftRun.UnderConsideration;
        run.With(Check(run, due)[0]);

        Assert.Empty(Check(run, due, longer));
    }

    [Fact]
    public void A_node_that_does_not_know_the_newest_calendar_moves_nothing_back()
    {
        var run = DraftRun.UnderConsideration;
        run.With(Check(run, due.AddDays(-3), longer)[0]);

        Assert.Empty(Check(run, due.AddDays(-3)));
    }

    private static IReadOnlyList<DraftEvent> Check(DraftRun run, DateTimeOffset now, ProductionCalendar? calendar = null) =>
        DeadlineRules.Check(run.Draft!, now, TestReference.Shipped with { Calendar = calendar ?? ProductionCalendar.Embedded });
}
