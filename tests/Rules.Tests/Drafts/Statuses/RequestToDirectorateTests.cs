using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class RequestToDirectorateTests
{
    [Fact]
    public void Gives_the_directorate_ten_working_days()
    {
        var deadline = DraftRun.RequestToDirectorate.Draft!.Deadline!;

        Assert.Equal((DeadlineKind.Opinion, Ceramics.NorthWest, new DateOnly(2026, 12, 4)), (deadline.Kind, deadline.Responsible, deadline.LastDay));
    }

    [Fact]
    public void Sends_the_opinion_only_once_the_coordinator_agrees()
    {
        Assert.Equal(DraftStatus.RequestToDirectorate, DraftRun.OpinionGiven.Draft!.Status);
        Assert.Equal(DraftStatus.UnderConsideration, DraftRun.AfterOpinion.Draft!.Status);
        Assert.Equal(Steps.GiveOpinion.Conclusion, DraftRun.AfterOpinion.Draft.Consideration.Opinion!.Conclusion);
    }

    [Fact]
    public void Takes_another_opinion_after_one_was_given_back()
    {
        var back = DraftRun.OpinionGiven.With(new ReturnOpinion("Say which two offices."), Ceramics.DirectorateCoordinator);

        Assert.Null(back.Draft!.Consideration.Opinion);
        Assert.Equal(DraftRun.RequestToDirectorate.Draft!.Deadline, back.Draft.Deadline);
        back.Refuses(new AgreeOpinion(), Ceramics.DirectorateCoordinator);
        Assert.NotNull(back.With(Steps.GiveOpinion, Ceramics.DirectorateOfficer).Draft!.Consideration.Opinion);
    }

    [Fact]
    public void Takes_one_opinion_at_a_time() => DraftRun.OpinionGiven.Refuses(Steps.GiveOpinion, Ceramics.DirectorateOfficer);

    [Fact]
    public void Is_for_the_unit_that_was_asked_in_the_directorate_that_was_asked()
    {
        DraftRun.RequestToDirectorate.Forbids(Steps.GiveOpinion, Ceramics.DirectorateOfficer with { Unit = "Archive" });
        DraftRun.RequestToDirectorate.Forbids(Steps.GiveOpinion, Ceramics.DirectorateCoordinator);
        DraftRun.RequestToDirectorate.Forbids(Steps.GiveOpinion, Ceramics.DirectorateOfficer with { Authority = Ceramics.Baltic });
        DraftRun.RequestToDirectorate.Hides(Steps.GiveOpinion, Ceramics.DirectorateOfficer with { Authority = new("10700000") });
        DraftRun.OpinionGiven.Forbids(new AgreeOpinion(), Ceramics.DirectorateOfficer);
        DraftRun.OpinionGiven.Forbids(new AgreeOpinion(), Ceramics.FcsCoordinator);
    }

    [Fact]
    public void Is_not_assigned_or_resolved_by_the_fcs_meanwhile()
    {
        DraftRun.RequestToDirectorate.Refuses(Steps.Assign, Ceramics.FcsCoordinator);
        DraftRun.RequestToDirectorate.Refuses(Steps.FindExpedient, Ceramics.Executor);
    }

    [Fact]
    public void Wants_conclusion_text_and_the_officials_name() =>
        Assert.Equal(
            ["/conclusion", "/text", "/official"], DraftRun.RequestToDirectorate.Errors(new GiveOpinion("", " ", ""), Ceramics.DirectorateOfficer));
}
