using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

public sealed class DraftingTests
{
    [Fact]
    public void Registers_when_every_required_visa_is_there()
    {
        var draft = DraftRun.Agreed.With(new Register(), Ceramics.Coordinator).Draft!;

        Assert.Equal(DraftStatus.UnderConsideration, draft.Status);
        Assert.Equal("00/10216/21112026/00001", draft.Number.ToString());
        Assert.Equal(1, draft.Version);
    }

    [Fact]
    public void An_edit_voids_signature_and_visas()
    {
        var draft = DraftRun.Agreed.With(new Edit(ProfileKind.Urgent, Ceramics.Content, Ceramics.Note, []), Ceramics.Author).Draft!;

        Assert.Null(draft.Paperwork.Signature);
        Assert.Empty(draft.Paperwork.Visas);
        Assert.Empty(draft.Paperwork.OtherUnits);
        Assert.Equal(ProfileKind.Urgent, draft.Kind);
        Assert.Equal(draft.Line, draft.ContentLine);
    }

    [Fact]
    public void A_refused_visa_voids_signature_and_visas_and_keeps_the_content()
    {
        var run = DraftRun.Agreed.With(new RefuseVisa(VisaRole.DeputyHead, "The threshold is not explained."), Ceramics.DeputyHead);

        Assert.Null(run.Draft!.Paperwork.Signature);
        Assert.Empty(run.Draft.Paperwork.Visas);
        Assert.Equal(Ceramics.OtherUnit, Assert.Single(run.Draft.Paperwork.OtherUnits));
        Assert.Equal(1, run.Draft.ContentLine);
    }

    [Fact]
    public void A_draft_of_one_unit_needs_no_unit_head_beside_its_own()
    {
        var draft = DraftRun.Unprepared
            .With(Ceramics.Prepare with { OtherUnits = [] }, Ceramics.Author)
            .With(new Sign(), Ceramics.UnitHead)
            .With(new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead)
            .With(new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)
            .With(new Register(), Ceramics.Coordinator).Draft!;

        Assert.NotNull(draft.Number);
    }

    [Fact]
    public void The_person_acting_for_a_head_is_recorded_as_acting() =>
        Assert.True(DraftRun.Drafting.With(new Sign("Deputy head of unit", Acting: true), Ceramics.UnitHead).Draft!.Paperwork.Signature!.Acting);

    [Fact]
    public void A_visa_without_remarks_cannot_be_refused() =>
        AssertRefused(RefusalReason.BadInput, DraftRun.Signed.Decide(new RefuseVisa(VisaRole.DeputyHead, " "), Ceramics.DeputyHead));

    [Fact]
    public void An_operator_learns_nothing_of_the_draft() =>
        AssertRefused(RefusalReason.NotFound, DraftRun.Drafting.Decide(new Sign(), Ceramics.UnitHead with { Roles = [Role.Operator] }));

    [Fact]
    public void Another_authority_learns_nothing_of_the_draft() =>
        AssertRefused(RefusalReason.NotFound, DraftRun.Drafting.Decide(new Register(), Ceramics.CoordinatorOf(Ceramics.Vladivostok)));

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.DeputyHead)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.System)]
    public void Only_a_unit_head_signs(Role role) =>
        AssertRefused(RefusalReason.Forbidden, DraftRun.Drafting.Decide(new Sign(), Ceramics.UnitHead with { Roles = [role] }));

    [Fact]
    public void The_head_of_another_unit_does_not_sign() =>
        AssertRefused(RefusalReason.Forbidden, DraftRun.Drafting.Decide(new Sign(), Ceramics.OtherUnitHead));

    [Fact]
    public void The_head_of_a_unit_that_is_not_named_gives_no_visa() =>
        AssertRefused(RefusalReason.Forbidden, DraftRun.Signed.Decide(new GiveVisa(VisaRole.UnitHead), Ceramics.UnitHead));

    [Fact]
    public void What_was_decided_on_an_older_line_is_stale() =>
        AssertRefused(RefusalReason.Stale, DraftRun.Signed.Decide(new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead, new RequestConditions(SeenLine: 1)));

    [Fact]
    public void The_same_key_and_request_is_done_once()
    {
        var request = new RequestConditions(Key: new RequestKey("sign-1", "aa"));
        var run = DraftRun.Drafting.With(new Sign(), Ceramics.UnitHead, request);

        Assert.Equal(new Decision.DoneBefore(2), run.Decide(new Sign(), Ceramics.UnitHead, request with { SeenLine = 1 }));
    }

    [Fact]
    public void A_repeated_request_is_answered_by_the_line_that_it_wrote_whatever_came_after()
    {
        var (edit, request) = (Titled("Title of A"), new RequestConditions(SeenLine: 1, Key: new RequestKey("edit-1", "aa")));
        var run = DraftRun.Drafting.With(edit, Ceramics.Author, request).With(Titled("Title of B"), Ceramics.Author);

        Assert.Equal(new Decision.DoneBefore(2), run.Decide(edit, Ceramics.Author, request));
    }

    [Fact]
    public void A_repeated_submission_is_answered_as_registered_whatever_came_after()
    {
        var request = new RequestConditions(Key: new RequestKey("submission-1", "aa"));
        var run = DraftRun.Unprepared.With(Ceramics.Submission, Ceramics.Coordinator, request).With(Steps.Assign, Ceramics.FcsCoordinator).With(Steps.Withdraw, Ceramics.Coordinator);

        Assert.Equal(new Decision.DoneBefore(2), run.Decide(Ceramics.Submission, Ceramics.Coordinator, request));
    }

    [Fact]
    public void A_registration_by_a_step_of_its_own_does_not_go_with_the_step_before()
    {
        var (visa, request) = (new GiveVisa(VisaRole.CoordinationHead), new RequestConditions(Key: new RequestKey("visa-1", "aa")));
        var run = DraftRun.Signed.With(new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead).With(new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead)
            .With(visa, Ceramics.CoordinationHead, request).With(new Register(), Ceramics.Coordinator);

        Assert.Equal(new Decision.DoneBefore(5), run.Decide(visa, Ceramics.CoordinationHead, request));
    }

    [Fact]
    public void A_registered_draft_is_not_registered_again()
    {
        var refused = Assert.IsType<Decision.Refused>(DraftRun.UnderConsideration.Decide(new Register(), Ceramics.Coordinator)).Refusal;

        Assert.Equal((RefusalReason.AlreadyRegistered, DraftRun.UnderConsideration.Draft!.Number.ToString()), (refused.Reason, refused.Number));
        Assert.Equal(TimeSpan.FromHours(3), refused.RegisteredAt!.Value.Offset);
    }

    [Fact]
    public void The_same_key_for_another_request_is_refused()
    {
        var run = DraftRun.Drafting.With(new Sign(), Ceramics.UnitHead, new RequestConditions(Key: new RequestKey("key-1", "aa")));

        AssertRefused(
            RefusalReason.KeyUsedOtherwise,
            run.Decide(new Sign("Head of unit"), Ceramics.UnitHead, new RequestConditions(Key: new RequestKey("key-1", "bb"))));
    }

    [Fact]
    public void A_submission_whose_answer_was_lost_finds_its_own_draft() =>
        Assert.Equal(new Decision.DoneBefore(2), DraftRun.Unprepared.With(Ceramics.Submission, Ceramics.Coordinator).Decide(Ceramics.Submission, Ceramics.Coordinator));

    private static Edit Titled(string title) => new(ProfileKind.Regular, Ceramics.Content with { Title = title }, Ceramics.Note, []);

    private static void AssertRefused(RefusalReason reason, Decision decision) =>
        Assert.Equal(reason, Assert.IsType<Decision.Refused>(decision).Refusal.Reason);
}
