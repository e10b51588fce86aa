using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class FinalisationByAuthorityTests
{
    [Fact]
    public void Gives_the_drafts_authority_ten_working_days()
    {
        var deadline = DraftRun.FinalisationByAuthority.Draft!.Deadline!;

        Assert.Equal((DeadlineKind.FinalisationByAuthority, Ceramics.Baltic), (deadline.Kind, deadline.Responsible));
        Assert.Equal(new DateOnly(2026, 12, 4), deadline.LastDay);
    }

    [Fact]
    public void Begins_with_an_empty_paperwork_of_the_same_units()
    {
        var paperwork = DraftRun.FinalisationByAuthority.Draft!.Paperwork;

        Assert.Null(paperwork.Signature);
        Assert.Empty(paperwork.Visas);
        Assert.Equal(Ceramics.OtherUnit, Assert.Single(paperwork.OtherUnits));
    }

    [Fact]
    public void Lets_the_authority_edit_and_agree_anew()
    {
        var edit = new Edit(DraftRun.FinalisationByAuthority.Draft!.Kind, Ceramics.Content with { Title = "Tiles of heading 6907" }, Ceramics.Note, []);

        var run = DraftRun.FinalisationByAuthority
            .With(edit, Ceramics.Author)
            .With(new Sign(), Ceramics.UnitHead)
            .With(new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)
            .With(new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead)
            .With(Steps.Resubmit, Ceramics.Coordinator);

        Assert.Equal((DraftStatus.UnderConsideration, 2, "Tiles of heading 6907"), (run.Draft!.Status, run.Draft.Version, run.Draft.Content.Title));
    }

    [Fact]
    public void Ends_under_the_same_number_as_the_next_version_with_the_term_anew()
    {
        var before = DraftRun.FinalisedAndAgreed;
        var number = before.Draft!.Number;

        var after = before.After(TimeSpan.FromDays(3)).With(Steps.Resubmit, Ceramics.Coordinator).Draft!;

        Assert.Equal((number, 2), (after.Number, after.Version));
        Assert.Equal((DeadlineKind.Consideration, AuthorityCode.Fcs, new DateOnly(2026, 12, 4)), (after.Deadline!.Kind, after.Deadline.Responsible, after.Deadline.LastDay));
    }

    [Fact]
    public void Keeps_each_version_whole_with_its_remarks_and_their_answers()
    {
        var versions = DraftRun.Resubmitted.Draft!.Versions;

        Assert.Equal([1, 2], versions.Select(version => version.Version));
        Assert.Equal(Steps.SendBack.Remarks.AsEnumerable(), versions[0].Remarks);
        Assert.Equal([1, 2], versions[1].Answers.Select(answer => answer.Remark));
        Assert.NotNull(versions[0].Paperwork.Signature);
        Assert.Empty(versions[1].Remarks);
    }

    [Fact]
    public void Waits_with_the_resubmission_for_the_whole_paperwork()
    {
        var signed = DraftRun.FinalisationByAuthority.With(new Sign(), Ceramics.UnitHead);

        Assert.Contains("the visa of the first deputy head", signed.Refuses(Steps.Resubmit, Ceramics.Coordinator), StringComparison.Ordinal);
    }

    [Fact]
    public void Wants_one_answer_to_each_remark()
    {
        var run = DraftRun.FinalisedAndAgreed;

        Assert.Equal(["/answers"], run.Errors(new Resubmit([new RemarkAnswer(1, "Compared.")]), Ceramics.Coordinator));
        Assert.Equal(
            ["/answers/1/remark", "/answers"],
            run.Errors(new Resubmit([new RemarkAnswer(1, "Compared."), new RemarkAnswer(1, "Again.")]), Ceramics.Coordinator));
        Assert.Equal(
            ["/answers/1/answer", "/answers/2/remark"],
            run.Errors(new Resubmit([new RemarkAnswer(1, "Compared."), new RemarkAnswer(2, " "), new RemarkAnswer(3, "What?")]), Ceramics.Coordinator));
    }

    [Fact]
    public void Is_not_resolved_or_assigned_by_the_fcs_meanwhile()
    {
        DraftRun.FinalisationByAuthority.Refuses(Steps.FindInexpedient, Ceramics.Executor);
        DraftRun.FinalisationByAuthority.Refuses(Steps.Assign, Ceramics.FcsCoordinator);
    }

    [Fact]
    public void Is_not_registered_or_discarded_again()
    {
        Assert.Equal(
            RefusalReason.AlreadyRegistered,
            Assert.IsType<Decision.Refused>(DraftRun.FinalisedAndAgreed.Decide(new Register(), Ceramics.Coordinator)).Refusal.Reason);
        DraftRun.FinalisedAndAgreed.Refuses(new Discard("No longer needed."), Ceramics.Author);
    }

    [Fact]
    public void Is_not_for_a_draft_of_the_fcs_itself()
    {
        var submitted = new DraftRun().With(Ceramics.SubmissionOf(AuthorityCode.Fcs), Ceramics.FcsCoordinator).With(Steps.Assign, Ceramics.FcsCoordinator);

        Assert.Contains("A draft of the FCS itself", submitted.Refuses(Steps.SendBack, Ceramics.Executor), StringComparison.Ordinal);
        Assert.Contains("no directorate", submitted.Refuses(Steps.AskDirectorate, Ceramics.Executor), StringComparison.Ordinal);
    }

    [Fact]
    public void Can_be_withdrawn() =>
        Assert.Equal(DraftStatus.Withdrawn, DraftRun.FinalisationByAuthority.With(Steps.Withdraw, Ceramics.Coordinator).Draft!.Status);
}
