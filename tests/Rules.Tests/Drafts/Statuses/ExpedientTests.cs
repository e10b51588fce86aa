using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class ExpedientTests
{
    [Fact]
    public void Begins_with_a_copy_of_the_draft_and_two_working_days()
    {
        var draft = DraftRun.Expedient.Draft!;

        Assert.Same(draft.Content, draft.Profile!.Content);
        Assert.Empty(draft.Profile.Units);
        Assert.Equal((DeadlineKind.ProfilePreparation, AuthorityCode.Fcs, new DateOnly(2026, 11, 24)), (draft.Deadline!.Kind, draft.Deadline.Responsible, draft.Deadline.LastDay));
    }

    [Fact]
    public void Edits_the_profile_and_leaves_the_draft_as_it_is()
    {
        var draft = DraftRun.Expedient.With(Steps.EditProfile, Ceramics.Executor).Draft!;

        Assert.Equal("Ceramic tiles below their price", draft.Profile!.Content.Title);
        Assert.Equal(Ceramics.Content.Title, draft.Content.Title);
        Assert.Equal(DeadlineKind.ProfilePreparation, draft.Deadline!.Kind);
    }

    [Fact]
    public void Checks_the_profile_as_it_checks_a_draft() =>
        Assert.Equal(
            ["/units/1", "/content/title", "/content/measures"],
            DraftRun.Expedient.Errors(
                Steps.EditProfile with { Units = ["Analysis", "Analysis"], Content = Ceramics.Content with { Title = "", Measures = [] } }, Ceramics.Executor));

    [Fact]
    public void Has_no_term_once_the_profile_is_declared_prepared()
    {
        Assert.Null(DraftRun.ProfilePrepared.Draft!.Deadline);
        DraftRun.ProfilePrepared.Refuses(new PrepareProfile(), Ceramics.Executor);
    }

    [Fact]
    public void Is_no_longer_overdue_once_the_profile_is_declared_prepared()
    {
        var run = DraftRun.Expedient;
        var due = run.Draft!.Deadline!.DueAt;
        run.Now = due;

        Assert.True(run.With(new DeadlineMissed(DeadlineKind.ProfilePreparation, due, due)).Draft!.Overdue);
        Assert.False(run.With(new PrepareProfile(), Ceramics.Executor).Draft!.Overdue);
    }

    [Fact]
    public void Takes_visas_of_the_named_units_once_it_is_prepared()
    {
        DraftRun.Expedient.With(Steps.EditProfile, Ceramics.Executor).Refuses(new GiveProfileVisa(), Ceramics.FcsUnitHead);
        DraftRun.ProfilePrepared.Forbids(new GiveProfileVisa(), Ceramics.FcsUnitHead with { Unit = "Archive" });
        DraftRun.ProfilePrepared.Forbids(new GiveProfileVisa(), Ceramics.UnitHead);
        DraftRun.ProfileAgreed.Refuses(new GiveProfileVisa(), Ceramics.FcsUnitHead);
    }

    [Fact]
    public void Is_signed_by_the_executor_and_then_by_the_head_of_the_division_after_all_visas()
    {
        Assert.Contains("missing: Analysis", DraftRun.ProfilePrepared.Refuses(new SignProfile(), Ceramics.Executor), StringComparison.Ordinal);
        DraftRun.ProfileAgreed.Refuses(new SignProfile(), Ceramics.DivisionHead);
        DraftRun.ProfileSignedByExecutor.Refuses(new SignProfile(), Ceramics.Executor);
        DraftRun.ProfileSignedByExecutor.Forbids(new SignProfile(), Ceramics.DivisionHead with { Unit = "Archive" });
        DraftRun.ProfileSigned.Refuses(new SignProfile(), Ceramics.DivisionHead);

        Assert.Equal(Ceramics.Executor.Name, DraftRun.ProfileSigned.Draft!.Profile!.ExecutorSignature!.Name);
        Assert.Equal(Ceramics.DivisionHead.Name, DraftRun.ProfileSigned.Draft.Profile.DivisionSignature!.Name);
    }

    [Fact]
    public void Is_signed_by_one_person_who_is_both_in_two_steps()
    {
        var both = Ceramics.Executor with { Roles = [Role.SignatoryDivision, Role.Executor] };

        var run = DraftRun.ProfileAgreed.With(new SignProfile(), both).With(new SignProfile(), both);

        Assert.True(run.Draft!.Profile!.IsSigned);
    }

    [Fact]
    public void Needs_no_visa_where_no_unit_is_named() =>
        Assert.NotNull(DraftRun.Expedient
            .With(new PrepareProfile(), Ceramics.Executor)
            .With(new SignProfile(), Ceramics.Executor)
            .With(new SignProfile(), Ceramics.DivisionHead).Draft!.Profile!.DivisionSignature);

    [Fact]
    public void Voids_visas_and_signatures_when_the_profile_changes()
    {
        var profile = DraftRun.ProfileSigned.With(Steps.EditProfile, Ceramics.Executor).Draft!.Profile!;

        Assert.Empty(profile.Visas);
        Assert.Null(profile.ExecutorSignature);
        Assert.Null(profile.DivisionSignature);
        Assert.True(profile.IsPrepared);
    }

    [Fact]
    public void Voids_visas_and_signatures_when_a_visa_is_refused()
    {
        var run = DraftRun.ProfileSigned.With(new RefuseProfileVisa("The share of hits is not shown."), Ceramics.FcsUnitHead);

        Assert.Equal((true, null, null), (run.Draft!.Profile!.Visas.IsEmpty, run.Draft.Profile.ExecutorSignature, run.Draft.Profile.DivisionSignature));
        run.Refuses(new SignProfile(), Ceramics.Executor);
        DraftRun.Expedient.With(Steps.EditProfile, Ceramics.Executor).Refuses(new RefuseProfileVisa("Too early."), Ceramics.FcsUnitHead);
    }

    [Fact]
    public void Goes_to_the_signatory_once_both_have_signed()
    {
        DraftRun.ProfileSignedByExecutor.Refuses(new RequestApproval(), Ceramics.Executor);

        Assert.Equal(DraftStatus.AwaitingApproval, DraftRun.AwaitingApproval.Draft!.Status);
    }

    [Fact]
    public void Can_still_be_resolved_inexpedient_and_nothing_else()
    {
        Assert.Equal(DraftStatus.Inexpedient, DraftRun.ProfileSigned.With(Steps.FindInexpedient, Ceramics.Executor).Draft!.Status);
        foreach (var other in (Resolve[])[Steps.FindExpedient, Steps.Gather, Steps.FinaliseByFcs, Steps.SendBack, Steps.AskDirectorate])
            Assert.EndsWith("Possible resolutions: Inexpedient.", DraftRun.Expedient.Refuses(other, Ceramics.Executor));
    }

    [Fact]
    public void Can_be_withdrawn_until_the_head_of_the_division_has_signed()
    {
        Assert.Equal(DraftStatus.Withdrawn, DraftRun.ProfileSignedByExecutor.With(Steps.Withdraw, Ceramics.Coordinator).Draft!.Status);
        DraftRun.ProfileSigned.Refuses(Steps.Withdraw, Ceramics.Coordinator);
    }

    [Fact]
    public void Is_worked_on_by_its_executor_alone()
    {
        foreach (var command in (DraftCommand[])[Steps.EditProfile, new PrepareProfile(), new RequestApproval(), Steps.Report])
            DraftRun.ProfileSigned.Forbids(command, Ceramics.OtherExecutor);
    }
}
