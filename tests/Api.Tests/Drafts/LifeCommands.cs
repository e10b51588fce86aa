using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>Every command of a draft's life with the official whose step it is.</summary>
internal static class LifeCommands
{
    public static readonly (DraftCommand Command, Actor By)[] All =
    [
        (Ceramics.Submission, Ceramics.Coordinator),
        (Ceramics.Prepare, Ceramics.Author),
        (new Edit(Ceramics.Submission.Kind, Ceramics.Content with { Title = "Tiles of heading 6907" }, Ceramics.Note), Ceramics.Author),
        (new Sign(), Ceramics.UnitHead),
        (new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead),
        (new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead),
        (new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead),
        (new RefuseVisa(VisaRole.DeputyHead, "The threshold is not explained."), Ceramics.DeputyHead),
        (new Register(), Ceramics.Coordinator),
        (new Discard("Superseded by another proposal."), Ceramics.UnitHead),
        (Steps.Assign, Ceramics.FcsCoordinator),
        (Steps.Convene, Ceramics.RmsHead),
        (new ChangeMeetingUnits([Ceramics.FcsUnit, "Customs payments"], "Payments are asked for."), Ceramics.RmsHead),
        (new CancelMeeting("The units have agreed in writing."), Ceramics.RmsHead),
        (Steps.Develop, Ceramics.FcsCoordinator),
        (Steps.DoNotDevelop, Ceramics.FcsCoordinator),
        (Steps.FindExpedient, Ceramics.Executor),
        (Steps.FindInexpedient, Ceramics.Executor),
        (Steps.Gather, Ceramics.Executor),
        (Steps.FinaliseByFcs, Ceramics.Executor),
        (Steps.SendBack, Ceramics.Executor),
        (Steps.AskDirectorate, Ceramics.Executor),
        (Steps.RecordInformation, Ceramics.Executor),
        (new CorrectAddressee(Ceramics.DirectorateUnit), Ceramics.Executor),
        (new ReplaceUnit(Ceramics.FcsUnit, Ceramics.OtherFcsUnit), Ceramics.Executor),
        (Steps.Attach(AttachmentPaper.Draft), Ceramics.Author),
        (Steps.Attach(AttachmentPaper.Minutes), Ceramics.FcsCoordinator),
        (Steps.Attach(AttachmentPaper.Opinion), Ceramics.DirectorateOfficer),
        (Steps.Attach(AttachmentPaper.Report), Ceramics.Executor),
        (new Detach(1), Ceramics.Author),
        (Steps.AttachRun(Ceramics.Content), Ceramics.Author),
        (Steps.AttachRun(Ceramics.Content), Ceramics.Executor),
        (Steps.GiveOpinion, Ceramics.DirectorateOfficer),
        (new AgreeOpinion(), Ceramics.DirectorateCoordinator),
        (new ReturnOpinion("Say which two offices."), Ceramics.DirectorateCoordinator),
        (Steps.Resubmit, Ceramics.Coordinator),
        (Steps.Withdraw, Ceramics.Coordinator),
        (Steps.EditProfile, Ceramics.Executor),
        (new PrepareProfile(), Ceramics.Executor),
        (new GiveProfileVisa(), Ceramics.FcsUnitHead),
        (new RefuseProfileVisa("The share of hits is not shown."), Ceramics.FcsUnitHead),
        (new SignProfile(), Ceramics.Executor),
        (new SignProfile(), Ceramics.DivisionHead),
        (new RequestApproval(), Ceramics.Executor),
        (new Approve(), Ceramics.DivisionHead),
        (new ReturnProfile("Shorten the term of validity."), Ceramics.DivisionHead),
        (Steps.Report, Ceramics.Executor),
        (new RegisterProfile(), Ceramics.FcsCoordinator),
    ];

    /// <summary>Whether the command can only shorten a life, or turn it back.</summary>
    public static bool Ends(DraftCommand command) =>
        command is Discard or Withdraw or RecordMinutes { DevelopProfile: false } or Resolve { Resolution: Resolution.Inexpedient } or CancelMeeting or ReturnProfile
            or Attach or Detach or AttachTrialRun;

    public static string RouteOf(DraftCommand command) => command switch
    {
        Edit => Edit.Route,
        Sign => Sign.Route,
        GiveVisa => GiveVisa.Route,
        RefuseVisa => RefuseVisa.Route,
        Register => Register.Route,
        Discard => Discard.Route,
        AssignExecutor => AssignExecutor.Route,
        ConveneMeeting => ConveneMeeting.Route,
        ChangeMeetingUnits => ChangeMeetingUnits.Route,
        CancelMeeting => CancelMeeting.Route,
        RecordMinutes => RecordMinutes.Route,
        Resolve => Resolve.Route,
        RecordInformation => RecordInformation.Route,
        CorrectAddressee => CorrectAddressee.Route,
        ReplaceUnit => ReplaceUnit.Route,
        Attach => Attach.Route,
        Detach => Detach.Route,
        AttachTrialRun => AttachTrialRun.Route,
        GiveOpinion => GiveOpinion.Route,
        AgreeOpinion => AgreeOpinion.Route,
        ReturnOpinion => ReturnOpinion.Route,
        Resubmit => Resubmit.Route,
        Withdraw => Withdraw.Route,
        EditProfile => EditProfile.Route,
        PrepareProfile => PrepareProfile.Route,
        GiveProfileVisa => GiveProfileVisa.Route,
        RefuseProfileVisa => RefuseProfileVisa.Route,
        SignProfile => SignProfile.Route,
        RequestApproval => RequestApproval.Route,
        Approve => Approve.Route,
        ReturnProfile => ReturnProfile.Route,
        ReportApproval => ReportApproval.Route,
        RegisterProfile => RegisterProfile.Route,
        _ => throw new InvalidOperationException($"{command.GetType().Name} has no route of its own."),
    };
}
