using System.Text;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

public sealed class LifecycleTableTests
{
    private static readonly (DraftCommand, Actor)[] signed =
        [(new PrepareProfile(), Ceramics.Executor), (new SignProfile(), Ceramics.Executor), (new SignProfile(), Ceramics.DivisionHead)];

    private static readonly (DraftCommand, Actor)[] submitted = [.. signed, (new RequestApproval(), Ceramics.Executor)];

    private static readonly (DraftCommand, Actor)[] reported = [.. submitted, (new Approve(), Ceramics.DivisionHead), (Steps.Report, Ceramics.Executor)];

    private static readonly (string Name, Func<DraftRun> Make)[] situations =
    [
        ("(no draft yet)", () => DraftRun.Unprepared),
        ("Drafting", () => DraftRun.Drafting),
        ("Drafting, with a file", () => DraftRun.WithAFile),
        ("Drafting, signed", () => DraftRun.Signed),
        ("Drafting, signed and agreed", () => DraftRun.Agreed),
        ("Discarded", () => DraftRun.Discarded),
        ("UnderConsideration", () => DraftRun.UnderConsideration),
        ("UnderConsideration, assigned", () => DraftRun.Assigned),
        ("UnderConsideration, with a meeting convened", () => DraftRun.MeetingConvened),
        ("UnderConsideration, after minutes that make another unit responsible", () => DraftRun.Reassigned),
        ("UnderConsideration, after minutes that say not to develop", () => DraftRun.NotToBeDeveloped),
        ("UnderConsideration, after an opinion", () => DraftRun.AfterOpinion),
        ("UnderConsideration, version 2", () => DraftRun.Resubmitted),
        ("GatheringInformation", () => DraftRun.GatheringInformation),
        ("FinalisationByFcs", () => DraftRun.FinalisationByFcs),
        ("FinalisationByAuthority", () => DraftRun.FinalisationByAuthority),
        ("FinalisationByAuthority, signed and agreed anew", () => DraftRun.FinalisedAndAgreed),
        ("RequestToDirectorate", () => DraftRun.RequestToDirectorate),
        ("RequestToDirectorate, opinion given", () => DraftRun.OpinionGiven),
        ("Expedient", () => DraftRun.Expedient),
        ("Expedient, profile prepared", () => DraftRun.ProfilePrepared),
        ("Expedient, profile agreed", () => DraftRun.ProfileAgreed),
        ("Expedient, profile signed by the executor", () => DraftRun.ProfileSignedByExecutor),
        ("Expedient, profile signed by both", () => DraftRun.ProfileSigned),
        ("Expedient, with a validity that is over", () => DraftRun.Lapsing(DraftRun.Expedient)),
        ("Expedient, signed by both, with a validity that is over", () => DraftRun.Lapsing(DraftRun.Expedient, signed)),
        ("AwaitingApproval, with a validity that is over", () => DraftRun.Lapsing(DraftRun.Expedient, submitted)),
        ("Approved, reported, with a validity that is over", () => DraftRun.Lapsing(DraftRun.Expedient, reported)),
        ("AwaitingApproval", () => DraftRun.AwaitingApproval),
        ("Approved", () => DraftRun.Approved),
        ("Approved, reported", () => DraftRun.Reported),
        ("Inexpedient", () => DraftRun.Inexpedient),
        ("Withdrawn", () => DraftRun.Withdrawn),
        ("Adopted", () => DraftRun.Adopted),
    ];

    private static readonly (DraftCommand Command, Actor By)[] commands =
    [
        (Ceramics.Submission, Ceramics.Coordinator),
        (Ceramics.Prepare, Ceramics.Author),
        (new Edit(ProfileKind.Urgent, Ceramics.Content, Ceramics.Note), Ceramics.Author),
        (new Sign(), Ceramics.UnitHead),
        (new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead),
        (new RefuseVisa(VisaRole.DeputyHead, "The threshold is not explained."), Ceramics.DeputyHead),
        (new Register(), Ceramics.Coordinator),
        (new Discard("Superseded by another proposal."), Ceramics.UnitHead),
        (Steps.Assign, Ceramics.FcsCoordinator),
        (Steps.Convene, Ceramics.RmsHead),
        (new ChangeMeetingUnits([Ceramics.FcsUnit, Ceramics.OtherFcsUnit], "The price level is asked for."), Ceramics.RmsHead),
        (new CancelMeeting("The units have agreed in writing."), Ceramics.RmsHead),
        (Steps.DoNotDevelop, Ceramics.FcsCoordinator),
        (Steps.FindExpedient, Ceramics.Executor),
        (Steps.FindInexpedient, Ceramics.Executor),
        (Steps.Gather, Ceramics.Executor),
        (Steps.FinaliseByFcs, Ceramics.Executor),
        (Steps.SendBack, Ceramics.Executor),
        (Steps.AskDirectorate, Ceramics.Executor),
        (Steps.RecordInformation, Ceramics.Executor),
        (new CorrectAddressee(Ceramics.FcsUnit), Ceramics.Executor),
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

    [Fact]
    public void Every_status_answers_every_command_as_approved()
    {
        var table = new StringBuilder();
        table.AppendLine("# What each status answers to each command, given by the right person");
        foreach (var (name, make) in situations)
        {
            table.AppendLine().AppendLine($"## {name}").AppendLine();
            table.AppendLine("| command | answer | then |").AppendLine("| --- | --- | --- |");
            foreach (var (command, by) in commands)
            {
                var run = make();
                var decision = run.Decide(command, by, RequestFor(command, run));
                table.AppendLine($"| {Name(command, by)} | {Show(decision)} | {Then(run, decision, command, by)} |");
            }
        }
        ApprovedFile.Text("LifecycleTable.md", table.ToString());
    }

    [Fact]
    public void The_table_has_every_status_and_every_command()
    {
        Assert.All(Enum.GetNames<DraftStatus>(), status => Assert.Contains(situations, situation => situation.Name.StartsWith(status, StringComparison.Ordinal)));

        var known = typeof(DraftCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DraftCommand)));
        Assert.All(known, type => Assert.Contains(commands, each => each.Command.GetType() == type));
    }

    /// <summary>Visas of all offices, so that each route is tried by everybody whose it may be.</summary>
    private static readonly (DraftCommand Command, Actor By)[] visas =
    [
        (new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead),
        (new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead),
        (new RefuseVisa(VisaRole.CoordinationHead, "The threshold is not explained."), Ceramics.CoordinationHead),
    ];

    [Fact]
    public void What_is_said_to_be_possible_is_what_is_not_refused()
    {
        foreach (var (name, make) in situations.Where(situation => situation.Make().Draft is not null))
        {
            var run = make();
            var taken = commands.Concat(visas)
                .Where(each => run.Decide(each.Command, each.By, RequestFor(each.Command, run)) is Decision.Happens or Decision.Adopts)
                .Select(each => DraftCommandTable.All.Of(each.Command.GetType()).Route!).Distinct();

            Assert.True(DraftLifecycle.Possible(run.Draft!, Ceramics.Authorities, run.Now).Order().SequenceEqual(taken.Order()),
                $"{name}: possible {string.Join(", ", DraftLifecycle.Possible(run.Draft!, Ceramics.Authorities, run.Now).Order())}; taken {string.Join(", ", taken.Order())}");
        }
    }

    private static string Name(DraftCommand command, Actor by) => command switch
    {
        Resolve resolve => $"Resolve {resolve.Resolution}",
        Attach attach => $"Attach to {attach.File.To}",
        SignProfile or AttachTrialRun => $"{command.GetType().Name} ({by.Roles[0].Name()})",
        _ => command.GetType().Name,
    };

    /// <summary>A second submission or preparation of the same draft always comes with a key; without one the id was made for this request.</summary>
    private static RequestConditions RequestFor(DraftCommand command, DraftRun run) =>
        command is Submit or Prepare && run.Draft is not null ? new RequestConditions(Key: new RequestKey("another", "00")) : RequestConditions.None;

    private static string Show(Decision decision) => decision switch
    {
        Decision.Happens happens => string.Join(", ", happens.Events.Select(each => each.GetType().Name).Append(happens.Registers ? "DraftRegistered" : "").Where(name => name != "")),
        Decision.Adopts => "DraftAdopted, ProfileRegistered",
        Decision.DoneBefore => "done before: nothing to write",
        Decision.Refused { Refusal: { Reason: RefusalReason.WrongStatus } refusal } => $"refused: {refusal.Detail}",
        Decision.Refused { Refusal: var refusal } => $"refused ({refusal.Reason}): {refusal.Detail}",
        _ => throw new InvalidOperationException("An unknown decision."),
    };

    private static string Then(DraftRun run, Decision decision, DraftCommand command, Actor by) =>
        decision is Decision.Happens or Decision.Adopts ? run.With(command, by, RequestFor(command, run)).Draft!.Status.ToString() : "";
}
