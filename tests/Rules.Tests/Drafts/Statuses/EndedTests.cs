using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class EndedTests
{
    [Fact]
    public void Nothing_more_is_possible_after_the_end()
    {
        foreach (var ended in (DraftRun[])[DraftRun.Withdrawn, DraftRun.Inexpedient, DraftRun.Adopted])
        {
            Assert.Null(ended.Draft!.Deadline);
            Assert.EndsWith("nothing more is possible.", ended.Refuses(Steps.Withdraw, Ceramics.Coordinator), StringComparison.Ordinal);
            Assert.EndsWith("nothing more is possible.", ended.Refuses(Steps.Assign, Ceramics.FcsCoordinator), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_end_ends_what_was_overdue()
    {
        var run = DraftRun.Assigned;
        var due = run.Draft!.Deadline!;
        run.Now = due.DueAt;

        run.With(new DeadlineMissed(due.Kind, due.DueAt, due.DueAt));
        Assert.True(run.Draft!.Overdue);

        Assert.False(run.With(Steps.FindInexpedient, Ceramics.Executor).Draft!.Overdue);
    }

    [Fact]
    public void A_moved_deadline_keeps_its_kind_and_the_flag()
    {
        var run = DraftRun.Assigned;
        var due = run.Draft!.Deadline!;

        run.With(new DeadlineMoved(due.DueAt, due with { DueAt = due.DueAt.AddDays(1), CalendarRevision = 7 }));

        Assert.Equal((due.DueAt.AddDays(1), 7, false), (run.Draft!.Deadline!.DueAt, run.Draft.Deadline.CalendarRevision, run.Draft.Overdue));
    }
}
