using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

/// <summary>A trial run goes with what it tried, until that is something else.</summary>
public sealed class TrialRunAttachingTests
{
    private static readonly DraftContent other = Ceramics.Content with { RiskArea = Ceramics.Content.RiskArea with { Procedures = ["10"] } };

    [Fact]
    public void It_voids_signature_and_visas_as_any_change_does()
    {
        var draft = DraftRun.Agreed.With(Steps.AttachRun(Ceramics.Content), Ceramics.Author).Draft!;

        Assert.Equal(69, draft.TrialRun!.Hit);
        Assert.Null(draft.Paperwork.Signature);
        Assert.Empty(draft.Paperwork.Visas);
        Assert.Equal(120, draft.Note.ExpectedConsignments);
    }

    [Fact]
    public void The_note_may_take_its_number_of_consignments_from_it()
    {
        var draft = DraftRun.Drafting.With(Steps.AttachRun(Ceramics.Content, 55.4, takesEstimate: true), Ceramics.Author).Draft!;

        Assert.Equal(55, draft.Note.ExpectedConsignments);
        Assert.True(draft.TrialRun!.IsSourceOf(draft.Content, draft.Note));
        Assert.False(draft.TrialRun.IsSourceOf(draft.Content, draft.Note with { ExpectedConsignments = 56 }));
    }

    [Fact]
    public void What_has_no_estimate_gives_none() => AssertAt("/takeEstimate", DraftRun.Drafting, Steps.AttachRun(Ceramics.Content, takesEstimate: true), Ceramics.Author);

    [Fact]
    public void An_estimate_for_another_validity_is_not_taken()
    {
        var attach = Steps.AttachRun(Ceramics.Content, 55, takesEstimate: true);

        AssertAt("/takeEstimate", DraftRun.Drafting, attach with { Run = attach.Run with { Estimate = attach.Run.Estimate! with { ValidTo = new(2027, 6, 30) } } }, Ceramics.Author);
    }

    [Fact]
    public void What_tried_something_else_is_refused() => AssertAt("/run", DraftRun.Drafting, Steps.AttachRun(other), Ceramics.Author);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_stale_when_the_risk_area_is_changed_and_not_when_its_description_is(bool isChanged)
    {
        var edited = isChanged ? other : Ceramics.Content with { Title = "Tiles", RiskArea = Ceramics.Content.RiskArea with { Description = "Tiles." } };

        var draft = DraftRun.Drafting.With(Steps.AttachRun(Ceramics.Content, 55), Ceramics.Author)
            .With(new Edit(Ceramics.Prepare.Kind, edited, Ceramics.Note, [Ceramics.OtherUnit]), Ceramics.Author).Draft!;

        Assert.Equal(isChanged, draft.TrialRun!.IsStale(draft.Content, draft.Note));
        Assert.True(draft.TrialRun.IsStale(Ceramics.Content, Ceramics.Note with { ValidTo = new(2027, 6, 30) }));
    }

    [Fact]
    public void It_goes_with_a_draft_that_is_being_finalised() =>
        Assert.NotNull(DraftRun.FinalisationByAuthority.With(Steps.AttachRun(Ceramics.Content), Ceramics.Author).Draft!.TrialRun);

    [Fact]
    public void The_executor_attaches_it_to_the_profile_which_voids_what_was_signed()
    {
        var draft = DraftRun.ProfileSigned.With(Steps.AttachRun(Ceramics.Content, 55, takesEstimate: true), Ceramics.Executor).Draft!;

        Assert.Null(draft.TrialRun);
        Assert.Equal((69, 55, true, null), (draft.Profile!.TrialRun!.Hit, draft.Profile.Note.ExpectedConsignments, draft.Profile.IsPrepared, draft.Profile.ExecutorSignature));
        Assert.Empty(draft.Profile.Visas);
        Assert.Equal(120, draft.Note.ExpectedConsignments);
    }

    [Fact]
    public void A_profile_begins_with_the_run_of_its_draft()
    {
        var run = DraftRun.Drafting.With(Steps.AttachRun(Ceramics.Content), Ceramics.Author).AgreedAnew().With(new Register(), Ceramics.Coordinator)
            .With(Steps.Assign, Ceramics.FcsCoordinator).With(Steps.FindExpedient, Ceramics.Executor);

        Assert.Equal(run.Draft!.TrialRun, run.Draft.Profile!.TrialRun);
    }

    [Fact]
    public void Nobody_attaches_it_while_the_draft_is_considered_nor_out_of_turn()
    {
        AssertRefused(RefusalReason.WrongStatus, DraftRun.Assigned, Ceramics.Author);
        AssertRefused(RefusalReason.WrongStatus, DraftRun.AwaitingApproval, Ceramics.Author);
        AssertRefused(RefusalReason.Forbidden, DraftRun.Expedient, Ceramics.Author);
        AssertRefused(RefusalReason.Forbidden, DraftRun.Expedient, Ceramics.OtherExecutor);
        AssertRefused(RefusalReason.NotFound, DraftRun.Drafting, Ceramics.Executor);
        AssertRefused(RefusalReason.Forbidden, DraftRun.Drafting, Ceramics.UnitHead);
    }

    private static void AssertAt(string pointer, DraftRun run, DraftCommand command, Actor by) =>
        Assert.Equal(pointer, Assert.Single(Refused(run, command, by).Errors).Pointer);

    private static void AssertRefused(RefusalReason reason, DraftRun run, Actor by) => Assert.Equal(reason, Refused(run, Steps.AttachRun(Ceramics.Content), by).Reason);

    private static Refusal Refused(DraftRun run, DraftCommand command, Actor by) => Assert.IsType<Decision.Refused>(run.Decide(command, by)).Refusal;
}
