using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class UnderConsiderationTests
{
    [Fact]
    public void Gives_the_fcs_ten_calendar_days_from_the_registration()
    {
        var draft = DraftRun.UnderConsideration.Draft!;

        Assert.Equal((DeadlineKind.Consideration, AuthorityCode.Fcs), (draft.Deadline!.Kind, draft.Deadline.Responsible));
        Assert.Equal(new DateOnly(2026, 12, 1), draft.Deadline.LastDay);
    }

    [Fact]
    public void Is_assigned_to_an_executor_with_the_responsible_unit()
    {
        var draft = DraftRun.Assigned.Draft!;

        Assert.Equal((Ceramics.Executor.Subject, Ceramics.FcsUnit), (draft.Executor!.Subject, draft.ResponsibleUnit));
        Assert.Equal(DraftStatus.UnderConsideration, draft.Status);
    }

    [Fact]
    public void Passes_to_another_executor_who_alone_resolves_then()
    {
        var run = DraftRun.Assigned.With(new AssignExecutor(Ceramics.OtherExecutor.Subject, "K. Moroz", "Analysis"), Ceramics.FcsCoordinator);

        run.Forbids(Steps.FindInexpedient, Ceramics.Executor);
        Assert.Equal(DraftStatus.Inexpedient, run.With(Steps.FindInexpedient, Ceramics.OtherExecutor).Draft!.Status);
        Assert.Equal("Analysis", run.Draft!.ResponsibleUnit);
    }

    [Fact]
    public void Is_resolved_by_nobody_before_it_has_an_executor() =>
        Assert.Contains("No executor", DraftRun.UnderConsideration.Refuses(Steps.FindExpedient, Ceramics.Executor), StringComparison.Ordinal);

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.RmsHead)]
    [InlineData(Role.SignatoryHead)]
    [InlineData(Role.Auditor)]
    public void Is_resolved_only_in_the_role_of_an_executor(Role role) =>
        DraftRun.Assigned.Forbids(Steps.FindExpedient, Ceramics.Executor with { Roles = [role] });

    [Fact]
    public void Is_not_resolved_by_a_namesake_of_the_executor() =>
        DraftRun.Assigned.Forbids(Steps.FindExpedient, Ceramics.OtherExecutor with { Name = Ceramics.Executor.Name });

    [Fact]
    public void Is_not_resolved_by_its_own_authority() => DraftRun.Assigned.Forbids(Steps.FindExpedient, Ceramics.Coordinator);

    [Fact]
    public void Is_unknown_to_an_authority_that_it_does_not_concern() =>
        DraftRun.Assigned.Hides(Steps.Withdraw, Ceramics.CoordinatorOf(Ceramics.Vladivostok));

    [Fact]
    public void Keeps_its_term_while_a_joint_meeting_is_convened() =>
        Assert.Equal(DraftRun.Assigned.Draft!.Deadline, DraftRun.MeetingConvened.Draft!.Deadline);

    [Fact]
    public void Waits_with_the_resolution_for_the_minutes_of_the_meeting()
    {
        var detail = DraftRun.MeetingConvened.Refuses(Steps.FindExpedient, Ceramics.Executor);

        Assert.Contains("possible now: executor, minutes, meeting-units, meeting-cancellation, withdrawal", detail, StringComparison.Ordinal);
        Assert.Equal(
            DraftStatus.Expedient,
            DraftRun.MeetingConvened.With(Steps.Develop, Ceramics.FcsCoordinator).With(Steps.FindExpedient, Ceramics.Executor).Draft!.Status);
    }

    [Fact]
    public void Has_one_meeting_at_a_time_and_minutes_of_a_meeting_only()
    {
        DraftRun.MeetingConvened.Refuses(Steps.Convene, Ceramics.RmsHead);
        DraftRun.Assigned.Refuses(Steps.Develop, Ceramics.FcsCoordinator);
    }

    [Fact]
    public void After_minutes_against_a_profile_can_only_end_inexpedient()
    {
        foreach (var other in (Resolve[])[Steps.FindExpedient, Steps.Gather, Steps.FinaliseByFcs, Steps.SendBack, Steps.AskDirectorate])
            Assert.EndsWith("Possible resolutions: Inexpedient.", DraftRun.NotToBeDeveloped.Refuses(other, Ceramics.Executor));
        Assert.Equal(DraftStatus.Inexpedient, DraftRun.NotToBeDeveloped.With(Steps.FindInexpedient, Ceramics.Executor).Draft!.Status);
    }

    [Fact]
    public void Counts_the_latest_minutes_and_the_unit_that_they_make_responsible()
    {
        var run = DraftRun.NotToBeDeveloped
            .With(Steps.Convene, Ceramics.RmsHead)
            .With(Steps.Develop with { ResponsibleUnit = "Analysis" }, Ceramics.FcsCoordinator)
            .With(Steps.Assign with { Unit = "Analysis" }, Ceramics.FcsCoordinator)
            .With(Steps.FindExpedient, Ceramics.Executor);

        Assert.Equal((DraftStatus.Expedient, "Analysis"), (run.Draft!.Status, run.Draft.ResponsibleUnit));
    }

    [Fact]
    public void Waits_for_another_executor_when_the_minutes_make_another_unit_responsible()
    {
        var run = DraftRun.Reassigned;

        Assert.Null(run.Draft!.Executor);
        Assert.DoesNotContain("resolution", run.Refuses(Steps.FindExpedient, Ceramics.Executor).Split("possible now")[1], StringComparison.Ordinal);
        Assert.NotNull(DraftRun.MeetingConvened.With(Steps.Develop, Ceramics.FcsCoordinator).Draft!.Executor);
    }

    [Fact]
    public void Takes_minutes_of_the_units_that_met_dated_between_the_meeting_and_today()
    {
        foreach (var (minutes, pointer) in ((RecordMinutes, string)[])[
            (Steps.Develop with { Date = new(1900, 1, 1) }, "/date"), (Steps.Develop with { Date = new(2027, 11, 21) }, "/date"),
            (Steps.Develop with { ResponsibleUnit = "Customs payments" }, "/responsibleUnit")])
        {
            var refused = Assert.IsType<Decision.Refused>(DraftRun.MeetingConvened.Decide(minutes, Ceramics.FcsCoordinator)).Refusal;
            Assert.Equal(pointer, Assert.Single(refused.Errors).Pointer);
        }
    }

    [Fact]
    public void Has_no_meeting_any_more_when_it_is_called_off_and_other_units_when_they_are_changed()
    {
        var changed = DraftRun.MeetingConvened.With(new ChangeMeetingUnits(["Analysis", "Customs payments"], "Payments are asked for."), Ceramics.RmsHead);
        Assert.Equal(["Analysis", "Customs payments"], changed.Draft!.Consideration.Meeting.AsEnumerable());

        var cancelled = changed.With(new CancelMeeting("They have agreed in writing."), Ceramics.RmsHead);
        Assert.False(cancelled.Draft!.Consideration.MeetingIsOpen);
        cancelled.Refuses(Steps.Develop, Ceramics.FcsCoordinator);
        Assert.True(cancelled.With(Steps.Convene, Ceramics.RmsHead).Draft!.Consideration.MeetingIsOpen);
    }

    [Theory]
    [InlineData(Resolution.Expedient, "/agreedBy")]
    [InlineData(Resolution.Inexpedient, "/reasons")]
    [InlineData(Resolution.GatheringInformation, "/needed", "/bodies")]
    [InlineData(Resolution.FinalisationByFcs, "/analysis")]
    [InlineData(Resolution.FinalisationByAuthority, "/remarks")]
    [InlineData(Resolution.RequestToDirectorate, "/question", "/unit")]
    public void Asks_of_each_resolution_what_it_must_carry(Resolution resolution, params string[] pointers) =>
        Assert.Equal(pointers, DraftRun.Assigned.Errors(new Resolve(resolution), Ceramics.Executor));

    [Fact]
    public void Takes_no_resolution_that_carries_what_is_another_ones() =>
        Assert.Equal(
            ["/reasons", "/remarks"],
            DraftRun.Assigned.Errors(Steps.FindExpedient with { Reasons = "None", Remarks = ["Name the carriers."] }, Ceramics.Executor));

    [Fact]
    public void Names_an_empty_remark_by_its_place() =>
        Assert.Equal(["/remarks/1"], DraftRun.Assigned.Errors(Steps.SendBack with { Remarks = ["Name the carriers.", " "] }, Ceramics.Executor));

    [Fact]
    public void Wants_two_different_units_in_a_joint_meeting()
    {
        Assert.Equal(["/units"], DraftRun.Assigned.Errors(new ConveneMeeting(["Analysis"]), Ceramics.RmsHead));
        Assert.Equal(["/units/1"], DraftRun.Assigned.Errors(new ConveneMeeting(["Analysis", "Analysis"]), Ceramics.RmsHead));
    }

    [Fact]
    public void Wants_a_responsible_unit_where_a_profile_is_to_be_developed() =>
        Assert.Equal(
            ["/responsibleUnit"], DraftRun.MeetingConvened.Errors(Steps.Develop with { ResponsibleUnit = null }, Ceramics.FcsCoordinator));

    [Fact]
    public void After_an_opinion_leaves_five_working_days_and_fewer_resolutions()
    {
        var run = DraftRun.AfterOpinion;

        Assert.Equal((DeadlineKind.DecisionAfterOpinion, new DateOnly(2026, 11, 27)), (run.Draft!.Deadline!.Kind, run.Draft.Deadline.LastDay));
        foreach (var barred in (Resolve[])[Steps.SendBack, Steps.AskDirectorate])
        {
            Assert.EndsWith(
                "Possible resolutions: Expedient, Inexpedient, GatheringInformation, FinalisationByFcs.", run.Refuses(barred, Ceramics.Executor));
        }
    }

    [Fact]
    public void Of_the_next_version_has_every_resolution_again()
    {
        Assert.IsType<Decision.Happens>(DraftRun.Resubmitted.Decide(Steps.SendBack, Ceramics.Executor));
        Assert.IsType<Decision.Happens>(DraftRun.Resubmitted.Decide(Steps.AskDirectorate, Ceramics.Executor));
    }

    [Fact]
    public void Is_withdrawn_by_its_own_coordinator_and_keeps_its_number()
    {
        var draft = DraftRun.Withdrawn.Draft!;

        Assert.Equal((DraftStatus.Withdrawn, "00/10216/21112026/00001"), (draft.Status, draft.Number.ToString()));
        Assert.Null(draft.Deadline);
        DraftRun.UnderConsideration.Forbids(Steps.Withdraw, Ceramics.Author);
        DraftRun.UnderConsideration.Forbids(Steps.Withdraw, Ceramics.FcsCoordinator);
    }
}
