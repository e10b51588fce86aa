using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Commands and routes of a draft's life as operations, which rights are given for.</summary>
internal static class DraftOperations
{
    public static Operation Of(DraftCommand command) => command switch
    {
        Submit => Operation.Submit,
        Prepare => Operation.PrepareDraft,
        Edit => Operation.EditDraft,
        Sign => Operation.SignDraft,
        GiveVisa => Operation.GiveVisa,
        RefuseVisa => Operation.RefuseVisa,
        Register => Operation.RegisterDraft,
        Discard => Operation.DiscardDraft,
        AssignExecutor => Operation.AssignExecutor,
        ConveneMeeting => Operation.ConveneMeeting,
        RecordMinutes => Operation.RecordMinutes,
        Resolve => Operation.ResolveDraft,
        RecordInformation => Operation.RecordInformation,
        GiveOpinion => Operation.GiveOpinion,
        AgreeOpinion => Operation.AgreeOpinion,
        ReturnOpinion => Operation.ReturnOpinion,
        Resubmit => Operation.ResubmitDraft,
        Withdraw => Operation.WithdrawDraft,
        EditProfile => Operation.EditProfile,
        PrepareProfile => Operation.PrepareProfile,
        GiveProfileVisa => Operation.GiveProfileVisa,
        RefuseProfileVisa => Operation.RefuseProfileVisa,
        SignProfile => Operation.SignProfile,
        RequestApproval => Operation.RequestApproval,
        Approve => Operation.ApproveProfile,
        ReturnProfile => Operation.ReturnProfile,
        ReportApproval => Operation.ReportApproval,
        RegisterProfile => Operation.RegisterProfile,
        _ => throw new InvalidOperationException($"Nobody has said which operation {command.GetType().Name} is."),
    };

    public static Operation Of(string route) => route switch
    {
        Routes.Content => Operation.EditDraft,
        Routes.Signature => Operation.SignDraft,
        Routes.Visas => Operation.GiveVisa,
        Routes.VisaRefusals => Operation.RefuseVisa,
        Routes.Registration => Operation.RegisterDraft,
        Routes.Discard => Operation.DiscardDraft,
        Routes.Executor => Operation.AssignExecutor,
        Routes.Meeting => Operation.ConveneMeeting,
        Routes.Minutes => Operation.RecordMinutes,
        Routes.Resolution => Operation.ResolveDraft,
        Routes.Information => Operation.RecordInformation,
        Routes.Opinion => Operation.GiveOpinion,
        Routes.OpinionAgreement => Operation.AgreeOpinion,
        Routes.OpinionReturn => Operation.ReturnOpinion,
        Routes.Resubmission => Operation.ResubmitDraft,
        Routes.Withdrawal => Operation.WithdrawDraft,
        Routes.Profile => Operation.EditProfile,
        Routes.ProfilePreparation => Operation.PrepareProfile,
        Routes.ProfileVisas => Operation.GiveProfileVisa,
        Routes.ProfileVisaRefusals => Operation.RefuseProfileVisa,
        Routes.ProfileSignatures => Operation.SignProfile,
        Routes.ApprovalRequest => Operation.RequestApproval,
        Routes.Approval => Operation.ApproveProfile,
        Routes.ApprovalReturn => Operation.ReturnProfile,
        Routes.ApprovalReport => Operation.ReportApproval,
        Routes.ProfileRegistration => Operation.RegisterProfile,
        _ => throw new InvalidOperationException($"Nobody has said which operation the route {route} is."),
    };
}
