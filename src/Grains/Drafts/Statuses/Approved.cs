using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Approved: the executor reports the approval within a working day, which is the request for the profile's number; within the hour the
/// coordinator of the FCS registers the profile.
/// </summary>
internal static class Approved
{
    public static Deadline Enter(Circumstances circumstances) => circumstances.Start(DeadlineKind.ReportOfApproval, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) =>
        draft.Profile!.Report is null ? [Routes.Executor, Routes.ApprovalReport] : [Routes.Executor, Routes.ProfileRegistration];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => CommonSteps.Decide(assign),
        ReportApproval report => Decide(draft, report, circumstances),
        RegisterProfile => draft.Profile!.Report is null
            ? draft.Refuse("The profile gets its number after the executor has reported the approval")
            : new Decision.Adopts(draft.Profile.Content, draft.Profile.Note),
        _ => draft.Refuse("This is not possible"),
    };

    private static Decision Decide(Draft draft, ReportApproval report, Circumstances circumstances)
    {
        if (draft.Profile!.Report is not null)
            return draft.Refuse("The approval has been reported already");

        var errors = new ValidationErrors();
        ProfileWorkChecks.Check(errors, report, circumstances.Authorities, circumstances.ContentRules);
        ProfileWorkChecks.CheckNumber(errors, report, draft.Profile.Papers!.Document);
        return errors.IsEmpty
            ? Decision.Event(new ApprovalReported(
                new ApprovalReport(report.Date, report.Number), circumstances.Start(DeadlineKind.ProfileNumber, AuthorityCode.Fcs)))
            : Refusal.BadInput(errors.ToImmutable());
    }
}
