using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Approved: the executor reports the approval within a working day, which is the request for the profile's number; within the hour the
/// coordinator of the FCS registers the profile. Until then the signatory can still give it back.
/// </summary>
internal static class Approved
{
    public static Deadline StartTerm(Circumstances circumstances) => circumstances.StartTerm(DeadlineKind.ReportOfApproval, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) =>
        [AssignExecutor.Route, draft.Profile!.Report is null ? ReportApproval.Route : RegisterProfile.Route, ReturnProfile.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => assign.Decide(circumstances),
        ReportApproval report => draft.Profile!.Report is null
            ? report.IfSound(
                circumstances,
                () => new ApprovalReported(
                    new ApprovalReport(report.Date, report.Number), circumstances.StartTerm(DeadlineKind.ProfileNumber, AuthorityCode.Fcs)),
                beside: errors => report.CheckAgainst(errors, draft.Profile, circumstances.Now))
            : new Decision.NotNow("The approval has been reported already", "Об утверждении уже сообщено"),
        RegisterProfile => draft.Profile!.Report is null
            ? new Decision.NotNow(
                "The profile gets its number after the executor has reported the approval",
                "Номер присваивается профилю после сообщения исполнителя об утверждении")
            : new Decision.Adopts(draft.Profile.Content, draft.Profile.Note),
        ReturnProfile back => back.Decide(circumstances),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };
}

internal sealed record ProfileApproved(Signature Approval, Deadline Deadline) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) =>
        draft.Enter(DraftStatus.Approved, Deadline) with { Profile = profile with { Approval = Approval } };
}

/// <summary>The executor reports the approval: of a letter its registry number and date, of a memorandum the date of the resolution.</summary>
[GenerateSerializer, Alias("report-approval"), Immutable]
public sealed record ReportApproval([property: Id(0)] DateOnly Date, [property: Id(1)] string? Number = null) : DraftCommand
{
    public const string Route = "approval-report";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        if (Number is not null)
            errors.Text("/number", Number);
    }

    /// <summary>A letter has a number, a memorandum has none; both are dated after the approval.</summary>
    internal void CheckAgainst(ValidationErrors errors, ProfileState profile, DateTimeOffset now)
    {
        PaperDates.Check(errors, "/date", Date, profile.Approval!.SignedAt, now, new("the profile was approved", "дня утверждения профиля"));
        var covering = profile.Papers!.Document;
        if (covering == CoveringDocument.Letter && Number is null)
            errors.Add("/number", "A letter is reported with its registry number.", "Для письма необходимо указать его регистрационный номер.");
        else if (covering == CoveringDocument.Memorandum && Number is not null)
            errors.Add("/number", "Of a memorandum only the date of the resolution is reported.", "Для докладной записки сообщается только дата резолюции.");
    }
}

internal sealed record ApprovalReported(ApprovalReport Report, Deadline Deadline) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) =>
        draft.Enter(DraftStatus.Approved, Deadline) with { Profile = profile with { Report = Report } };
}

/// <summary>The coordinator of the FCS registers the approved profile: the draft is adopted.</summary>
[GenerateSerializer, Alias("register-profile"), Immutable]
public sealed record RegisterProfile : DraftCommand
{
    public const string Route = "profile-registration";
}
