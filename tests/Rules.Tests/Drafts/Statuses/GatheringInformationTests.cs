using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class GatheringInformationTests
{
    [Fact]
    public void Lasts_sixty_working_days_at_the_most()
    {
        var deadline = DraftRun.GatheringInformation.Draft!.Deadline!;

        Assert.Equal((DeadlineKind.GatheringInformation, 60, TermUnit.WorkingDays), (deadline.Kind, deadline.Term.Amount, deadline.Term.Unit));
    }

    [Fact]
    public void Ends_with_the_information_and_begins_the_consideration_anew()
    {
        var draft = DraftRun.GatheringInformation.After(TimeSpan.FromDays(20)).With(Steps.RecordInformation, Ceramics.Executor).Draft!;

        Assert.Equal((DraftStatus.UnderConsideration, DeadlineKind.Consideration), (draft.Status, draft.Deadline!.Kind));
        Assert.Equal(new DateOnly(2026, 12, 21), draft.Deadline.LastDay);
    }

    [Fact]
    public void Comes_once_for_each_version()
    {
        var back = DraftRun.GatheringInformation.With(Steps.RecordInformation, Ceramics.Executor);

        Assert.Contains("Information has been gathered for this version", back.Refuses(Steps.Gather, Ceramics.Executor), StringComparison.Ordinal);
        Assert.Equal(
            DraftStatus.GatheringInformation,
            back.With(Steps.SendBack, Ceramics.Executor).AgreedAnew().With(Steps.Resubmit, Ceramics.Coordinator).With(Steps.Gather, Ceramics.Executor).Draft!.Status);
    }

    [Fact]
    public void Comes_as_often_as_the_setting_says()
    {
        var back = DraftRun.GatheringInformation.With(Steps.RecordInformation, Ceramics.Executor);
        back.Settings.GatheringsPerVersion = 2;

        Assert.Equal(DraftStatus.GatheringInformation, back.With(Steps.Gather, Ceramics.Executor).Draft!.Status);
    }

    [Fact]
    public void Can_be_resolved_without_waiting_but_not_to_itself()
    {
        var gathering = DraftRun.GatheringInformation;
        gathering.Settings.GatheringsPerVersion = 2;

        gathering.Refuses(Steps.Gather, Ceramics.Executor);
        Assert.Equal(DraftStatus.Expedient, gathering.With(Steps.FindExpedient, Ceramics.Executor).Draft!.Status);
    }

    [Fact]
    public void Lapses_to_consideration_and_stays_overdue_until_the_next_resolution()
    {
        var run = DraftRun.GatheringInformation;
        var due = run.Draft!.Deadline!.DueAt;
        run.Now = due;
        run.With(new DeadlineMissed(DeadlineKind.GatheringInformation, due, due)).With(GatheringInformation.Lapse(due, TestReference.Shipped));

        Assert.Equal((DraftStatus.UnderConsideration, DeadlineKind.Consideration), (run.Draft!.Status, run.Draft.Deadline!.Kind));
        Assert.True(run.Draft.Overdue);
        Assert.False(run.Draft.DeadlineIsMissed);
        Assert.False(run.With(Steps.FinaliseByFcs, Ceramics.Executor).Draft!.Overdue);
    }

    [Fact]
    public void Wants_the_information_in_words() => Assert.Equal(["/text"], DraftRun.GatheringInformation.Errors(new RecordInformation(""), Ceramics.Executor));

    [Fact]
    public void Knows_no_joint_meeting() => DraftRun.GatheringInformation.Refuses(Steps.Convene, Ceramics.RmsHead);
}
