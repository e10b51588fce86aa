using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class ApprovedTests
{
    [Fact]
    public void Gives_the_fcs_one_working_day_for_the_report()
    {
        var deadline = DraftRun.Approved.Draft!.Deadline!;

        Assert.Equal((DeadlineKind.ReportOfApproval, AuthorityCode.Fcs, new DateOnly(2026, 11, 23)), (deadline.Kind, deadline.Responsible, deadline.LastDay));
    }

    [Fact]
    public void Gives_one_hour_by_the_clock_after_the_report()
    {
        var run = DraftRun.Approved.After(TimeSpan.FromHours(3));

        var deadline = run.With(Steps.Report, Ceramics.Executor).Draft!.Deadline!;

        Assert.Equal((DeadlineKind.ProfileNumber, run.Now.AddHours(1)), (deadline.Kind, deadline.DueAt));
    }

    [Fact]
    public void Wants_the_registry_number_of_a_letter_and_none_of_a_memorandum()
    {
        var letter = AwaitingApprovalTests.Awaiting(AwaitingApprovalTests.Informal).With(new Approve(), Ceramics.DivisionHead);

        Assert.Equal(["/number"], letter.Errors(Steps.Report, Ceramics.Executor));
        Assert.Equal(["/number"], DraftRun.Approved.Errors(Steps.Report with { Number = "01-11/4711" }, Ceramics.Executor));
        Assert.Equal("01-11/4711", letter.With(Steps.Report with { Number = "01-11/4711" }, Ceramics.Executor).Draft!.Profile!.Report!.Number);
    }

    [Fact]
    public void Is_reported_once() => DraftRun.Reported.Refuses(Steps.Report, Ceramics.Executor);

    [Fact]
    public void Becomes_a_profile_of_what_was_approved_only_after_the_report()
    {
        Assert.Contains("after the executor has reported", DraftRun.Approved.Refuses(new RegisterProfile(), Ceramics.FcsCoordinator), StringComparison.Ordinal);

        var adopts = Assert.IsType<Decision.Adopts>(DraftRun.Reported.Decide(new RegisterProfile(), Ceramics.FcsCoordinator));
        Assert.Equal((Steps.EditProfile.Content.Title, Steps.EditProfile.Note.ValidTo), (adopts.Content.Title, adopts.Note.ValidTo));
    }

    [Fact]
    public void Can_pass_to_another_executor() =>
        Assert.Equal("executor-2", DraftRun.Approved.With(Steps.Assign with { Subject = "executor-2" }, Ceramics.FcsCoordinator).Draft!.Executor!.Subject);

    [Fact]
    public void Can_no_longer_be_edited_or_withdrawn()
    {
        DraftRun.Approved.Refuses(Steps.EditProfile, Ceramics.Executor);
        DraftRun.Approved.Refuses(Steps.Withdraw, Ceramics.Coordinator);
    }

    [Fact]
    public void Is_given_back_by_the_signatory_without_approval_and_report()
    {
        var draft = DraftRun.Reported.With(new ReturnProfile("The validity is over."), Ceramics.DivisionHead).Draft!;

        Assert.Equal((DraftStatus.Expedient, DeadlineKind.ProfilePreparation), (draft.Status, draft.Deadline!.Kind));
        Assert.Equal((null, null, null, false), (draft.Profile!.Approval, draft.Profile.Report, draft.Profile.Papers, draft.Profile.IsPrepared));
    }

    [Fact]
    public void Is_reported_with_a_date_between_the_approval_and_today()
    {
        foreach (var date in (DateOnly[])[new(1999, 1, 1), new(2026, 11, 20), new(2026, 11, 22), new(2030, 1, 1)])
        {
            var refused = Assert.IsType<Decision.Refused>(DraftRun.Approved.Decide(Steps.Report with { Date = date }, Ceramics.Executor)).Refusal;
            Assert.Equal("/date", Assert.Single(refused.Errors).Pointer);
        }
    }
}
