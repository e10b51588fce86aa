namespace RmsOrleans.Grains.Drafts;

/// <summary>The commands by the names that paths and refusals use.</summary>
public static class Routes
{
    public const string Content = "content";
    public const string Signature = "signature";
    public const string Visas = "visas";
    public const string VisaRefusals = "visa-refusals";
    public const string Registration = "registration";
    public const string Discard = "discard";
    public const string Executor = "executor";
    public const string Meeting = "meeting";
    public const string Minutes = "minutes";
    public const string Resolution = "resolution";
    public const string Information = "information";
    public const string Opinion = "opinion";
    public const string OpinionAgreement = "opinion-agreement";
    public const string OpinionReturn = "opinion-return";
    public const string Resubmission = "resubmission";
    public const string Withdrawal = "withdrawal";
    public const string Profile = "profile";
    public const string ProfilePreparation = "profile-preparation";
    public const string ProfileVisas = "profile-visas";
    public const string ProfileVisaRefusals = "profile-visa-refusals";
    public const string ProfileSignatures = "profile-signatures";
    public const string ApprovalRequest = "approval-request";
    public const string Approval = "approval";
    public const string ApprovalReturn = "approval-return";
    public const string ApprovalReport = "approval-report";
    public const string ProfileRegistration = "profile-registration";
}
