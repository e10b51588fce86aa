using System.Text;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

/// <summary>Files go with a paper while that may be written, by whoever may write it.</summary>
public sealed class AttachmentTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(AttachmentPaper.Draft)]
    [InlineData(AttachmentPaper.Note)]
    public void A_file_of_draft_or_note_voids_signature_and_visas(AttachmentPaper paper)
    {
        var draft = DraftRun.Agreed.With(Steps.Attach(paper), Ceramics.Author).Draft!;

        Assert.Null(draft.Paperwork.Signature);
        Assert.Empty(draft.Paperwork.Visas);
        Assert.Equal((1, paper, false), (draft.Attachments[0].Number, draft.Attachments[0].File.To, draft.Attachments[0].IsRemoved));
        Assert.Equal(draft.Line, draft.Attachments[0].Line);
    }

    [Fact]
    public void A_file_of_the_minutes_leaves_the_paperwork_alone()
    {
        var run = DraftRun.MeetingConvened;
        var before = run.Draft!.Paperwork;

        Assert.Equal(before, run.With(Steps.Attach(AttachmentPaper.Minutes), Ceramics.FcsCoordinator).Draft!.Paperwork);
    }

    [Fact]
    public void To_take_a_file_out_voids_signature_and_visas_and_keeps_its_number()
    {
        var run = DraftRun.WithAFile.AgreedAnew();

        var draft = run.With(new Detach(1), Ceramics.Author).With(Steps.Attach(AttachmentPaper.Draft), Ceramics.Author).Draft!;

        Assert.Null(draft.Paperwork.Signature);
        Assert.True(draft.Attachments[0].IsRemoved);
        Assert.Equal(draft.Line - 1, draft.Attachments[0].RemovedLine);
        Assert.Equal([1, 2], draft.Attachments.Select(each => each.Number));
    }

    [Fact]
    public void What_is_not_there_cannot_be_taken_out() => AssertRefused(RefusalReason.NotFound, DraftRun.Drafting, new Detach(1), Ceramics.Author);

    [Fact]
    public void What_has_been_taken_out_cannot_be_again() =>
        AssertRefused(RefusalReason.WrongStatus, DraftRun.WithAFile.With(new Detach(1), Ceramics.Author), new Detach(1), Ceramics.Author);

    [Fact]
    public void A_file_of_the_minutes_stays_with_them()
    {
        var run = DraftRun.MeetingConvened.With(Steps.Attach(AttachmentPaper.Minutes), Ceramics.FcsCoordinator)
            .With(Steps.Develop, Ceramics.FcsCoordinator).With(Steps.SendBack, Ceramics.Executor);

        AssertRefused(RefusalReason.WrongStatus, run, new Detach(1), Ceramics.Author);
        Assert.DoesNotContain(Detach.Route, DraftLifecycle.Possible(run.Draft!, Ceramics.Authorities, run.Now));
    }

    [Fact]
    public void Nothing_is_taken_out_of_what_is_under_consideration()
    {
        var run = DraftRun.WithAFile.AgreedAnew().With(new Register(), Ceramics.Coordinator);

        AssertRefused(RefusalReason.WrongStatus, run, new Detach(1), Ceramics.Author);
        Assert.Contains(Attach.Route, DraftLifecycle.Possible(DraftRun.FinalisationByAuthority.Draft!, Ceramics.Authorities, run.Now));
    }

    [Fact]
    public void Who_may_not_write_a_paper_adds_no_file_to_it()
    {
        AssertRefused(RefusalReason.Forbidden, DraftRun.Drafting, Steps.Attach(AttachmentPaper.Draft), Ceramics.UnitHead);
        AssertRefused(RefusalReason.Forbidden, DraftRun.MeetingConvened, Steps.Attach(AttachmentPaper.Minutes), Ceramics.RmsHead);
        AssertRefused(RefusalReason.Forbidden, DraftRun.RequestToDirectorate, Steps.Attach(AttachmentPaper.Opinion), Ceramics.DirectorateCoordinator);
        AssertRefused(RefusalReason.Forbidden, DraftRun.Approved, Steps.Attach(AttachmentPaper.Report), Ceramics.OtherExecutor);
        AssertRefused(RefusalReason.Forbidden, DraftRun.WithAFile, new Detach(1), Ceramics.Coordinator);
        AssertRefused(RefusalReason.NotFound, DraftRun.Drafting, Steps.Attach(AttachmentPaper.Draft), Ceramics.CoordinatorOf(Ceramics.Vladivostok));
    }

    [Fact]
    public void A_paper_that_has_been_given_takes_no_more_files()
    {
        AssertRefused(RefusalReason.WrongStatus, DraftRun.Assigned, Steps.Attach(AttachmentPaper.Minutes), Ceramics.FcsCoordinator);
        AssertRefused(RefusalReason.WrongStatus, DraftRun.OpinionGiven, Steps.Attach(AttachmentPaper.Opinion), Ceramics.DirectorateOfficer);
        AssertRefused(RefusalReason.WrongStatus, DraftRun.Reported, Steps.Attach(AttachmentPaper.Report), Ceramics.Executor);
        AssertRefused(RefusalReason.WrongStatus, DraftRun.UnderConsideration, Steps.Attach(AttachmentPaper.Draft), Ceramics.Author);
    }

    [Fact]
    public void A_file_and_all_files_of_a_draft_have_their_limits_and_a_content_counts_once()
    {
        var run = DraftRun.Drafting;
        AssertRefused(RefusalReason.TooLarge, run, Steps.Attach(AttachmentPaper.Draft, (20 * Megabyte) + 1), Ceramics.Author);
        for (var i = 0; i < 5; i++)
            run.With(Steps.Attach(AttachmentPaper.Draft, 20 * Megabyte, $"{i}"), Ceramics.Author);

        AssertRefused(RefusalReason.TooLarge, run, Steps.Attach(AttachmentPaper.Draft, 1, "5"), Ceramics.Author);
        run.With(Steps.Attach(AttachmentPaper.Note, 20 * Megabyte, "4"), Ceramics.Author);
        run.With(new Detach(1), Ceramics.Author);
        AssertRefused(RefusalReason.TooLarge, run, Steps.Attach(AttachmentPaper.Draft, 1, "5"), Ceramics.Author); // its bytes stay
    }

    [Fact]
    public void A_draft_has_no_more_than_so_many_files()
    {
        var run = DraftRun.Drafting;
        for (var i = 0; i < AttachmentRules.MostFiles; i++)
            run.With(Steps.Attach(AttachmentPaper.Draft, 1), Ceramics.Author);

        AssertRefused(RefusalReason.TooLarge, run, Steps.Attach(AttachmentPaper.Draft, 1), Ceramics.Author);
    }

    [Theory]
    [InlineData("расчёт 2025 (1).xlsx", null)]
    [InlineData("..a", null)]
    [InlineData("", "A file has a name.")]
    [InlineData(" \u00AD", "A file has a name.")]
    [InlineData("../passwd", "The name of a file has no path in it.")]
    [InlineData("C:\\scan.pdf", "The name of a file has no path in it.")]
    [InlineData("..", "The name of a file has no path in it.")]
    [InlineData("a\nb.pdf", "The name of a file has no control characters.")]
    [InlineData("a\u0085b.pdf", "The name of a file has no control characters.")]
    [InlineData("scan\u202Efdp.exe", "The name of a file has no control characters.")]
    [InlineData("\uFFFD.pdf", "The name of a file is written in UTF-8.")]
    public void A_name_is_taken_or_its_fault_is_said(string name, string? fault) => Assert.Equal(fault, AttachmentRules.FaultOfName(name)?.InEnglish());

    [Fact]
    public void A_name_is_kept_composed_and_is_not_endless()
    {
        Assert.Equal("й.pdf", AttachmentRules.Kept("и\u0306.pdf"));
        Assert.NotNull(AttachmentRules.FaultOfName(new string('a', AttachmentRules.LongestName + 1)));
        Assert.Null(AttachmentRules.FaultOfName(new string('a', AttachmentRules.LongestName)));
    }

    [Fact]
    public void A_submission_brings_its_files_in_its_one_line()
    {
        var submission = Ceramics.Submission with { Attachments = [Steps.Attach(AttachmentPaper.Draft).File, Steps.Attach(AttachmentPaper.Note, 5, "5").File] };

        var draft = DraftRun.Unprepared.With(submission, Ceramics.Coordinator).Draft!;

        Assert.Equal([(1, 1), (2, 1)], draft.Attachments.Select(each => (each.Number, each.Line)));
        Assert.Equal(DraftStatus.UnderConsideration, draft.Status);
        Assert.NotNull(draft.Paperwork.Signature);
    }

    [Fact]
    public void A_submission_without_files_is_stored_as_lines_of_before_are()
    {
        var submitted = Assert.IsType<Decision.Happens>(DraftRun.Unprepared.Decide(Ceramics.Submission, Ceramics.Coordinator)).Events;

        Assert.DoesNotContain("attachments", Encoding.UTF8.GetString(StoredEvents.Table.Pending(submitted)[0].Payload), StringComparison.Ordinal);
        Assert.Empty(DraftRun.UnderConsideration.Draft!.Attachments);
    }

    [Fact]
    public void A_submission_with_too_much_is_refused() => AssertRefused(
        RefusalReason.TooLarge, DraftRun.Unprepared, Ceramics.Submission with { Attachments = [Steps.Attach(AttachmentPaper.Draft, 21 * Megabyte).File] }, Ceramics.Coordinator);

    [Fact]
    public void A_request_that_comes_again_adds_nothing()
    {
        var once = new RequestConditions(Key: new RequestKey("once", "00"));
        var run = DraftRun.Drafting.With(Steps.Attach(AttachmentPaper.Draft), Ceramics.Author, once);

        var again = Assert.IsType<Decision.DoneBefore>(run.Decide(Steps.Attach(AttachmentPaper.Draft), Ceramics.Author, once));
        Assert.Equal((run.Draft!.Line, 1), (again.Line, DraftReceipt.DoneBefore(run.Draft).Attachment));
        AssertRefused(RefusalReason.KeyUsedOtherwise, run, new Detach(1), Ceramics.Author, new RequestConditions(Key: new RequestKey("once", "11")));
    }

    private static void AssertRefused(RefusalReason reason, DraftRun run, DraftCommand command, Actor actor, RequestConditions? conditions = null) =>
        Assert.Equal(reason, Assert.IsType<Decision.Refused>(run.Decide(command, actor, conditions)).Refusal.Reason);
}
