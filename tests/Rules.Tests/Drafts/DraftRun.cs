using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

/// <summary>A draft that is led by rules alone: commands are decided and their events applied, with no engine and no store.</summary>
internal sealed class DraftRun
{
    private static readonly DraftId id = new(new Guid("0198c0de-0000-7000-8000-000000000001"));

    private SequenceHead sequence = SequenceHead.New(SequenceKey.ForDrafts(Ceramics.Baltic, 5));

    public static DraftRun Unprepared => new();

    public static DraftRun Drafting => Unprepared.With(Ceramics.Prepare, Ceramics.Author);

    public static DraftRun WithAFile => Drafting.With(Steps.Attach(AttachmentPaper.Note), Ceramics.Author);

    public static DraftRun Signed => Drafting.With(new Sign(), Ceramics.UnitHead);

    public static DraftRun Agreed => Drafting.AgreedAnew();

    public static DraftRun UnderConsideration => Agreed.With(new Register(), Ceramics.Coordinator);

    public static DraftRun Assigned => UnderConsideration.With(Steps.Assign, Ceramics.FcsCoordinator);

    public static DraftRun MeetingConvened => Assigned.With(Steps.Convene, Ceramics.RmsHead);

    /// <summary>Another unit than the executor's is responsible now.</summary>
    public static DraftRun Reassigned => MeetingConvened.With(Steps.Develop with { ResponsibleUnit = "Analysis" }, Ceramics.FcsCoordinator);

    /// <summary>A profile whose last day goes by on the way.</summary>
    public static DraftRun Lapsing(DraftRun run, params (DraftCommand Command, Actor By)[] steps) => steps.Aggregate(
        run.With(Steps.EditProfile with { Units = [], Note = Ceramics.Note with { ValidFrom = new(2026, 11, 21), ValidTo = new(2026, 11, 21) } }, Ceramics.Executor),
        (each, step) => each.With(step.Command, step.By)).After(TimeSpan.FromDays(1));

    public static DraftRun NotToBeDeveloped => MeetingConvened.With(Steps.DoNotDevelop, Ceramics.FcsCoordinator);

    public static DraftRun GatheringInformation => Assigned.With(Steps.Gather, Ceramics.Executor);

    public static DraftRun FinalisationByFcs => Assigned.With(Steps.FinaliseByFcs, Ceramics.Executor);

    public static DraftRun FinalisationByAuthority => Assigned.With(Steps.SendBack, Ceramics.Executor);

    public static DraftRun FinalisedAndAgreed => FinalisationByAuthority.AgreedAnew();

    public static DraftRun Resubmitted => FinalisedAndAgreed.With(Steps.Resubmit, Ceramics.Coordinator);

    public static DraftRun RequestToDirectorate => Assigned.With(Steps.AskDirectorate, Ceramics.Executor);

    public static DraftRun OpinionGiven => RequestToDirectorate.With(Steps.GiveOpinion, Ceramics.DirectorateOfficer);

    public static DraftRun AfterOpinion => OpinionGiven.With(new AgreeOpinion(), Ceramics.DirectorateCoordinator);

    public static DraftRun Expedient => Assigned.With(Steps.FindExpedient, Ceramics.Executor);

    public static DraftRun ProfilePrepared => Expedient.With(Steps.EditProfile, Ceramics.Executor).With(new PrepareProfile(), Ceramics.Executor);

    public static DraftRun ProfileAgreed => ProfilePrepared.With(new GiveProfileVisa(), Ceramics.FcsUnitHead);

    public static DraftRun ProfileSignedByExecutor => ProfileAgreed.With(new SignProfile(), Ceramics.Executor);

    public static DraftRun ProfileSigned => ProfileSignedByExecutor.With(new SignProfile(), Ceramics.DivisionHead);

    public static DraftRun AwaitingApproval => ProfileSigned.With(new RequestApproval(), Ceramics.Executor);

    public static DraftRun Approved => AwaitingApproval.With(new Approve(), Ceramics.DivisionHead);

    public static DraftRun Reported => Approved.With(Steps.Report, Ceramics.Executor);

    public static DraftRun Inexpedient => Assigned.With(Steps.FindInexpedient, Ceramics.Executor);

    public static DraftRun Adopted => Reported.With(new RegisterProfile(), Ceramics.FcsCoordinator);

    public static DraftRun Withdrawn => UnderConsideration.With(Steps.Withdraw, Ceramics.Coordinator);

    public static DraftRun Discarded => Drafting.With(new Discard("Superseded by another proposal."), Ceramics.Author);

    public ConsiderationSettings Settings { get; } = new();

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public Draft? Draft { get; private set; }

    private static readonly Publication publication = new(Options.Create(new NumberingSettings()), TestReference.Data);

    public static NumberSequence NumberSequence { get; } = new(TestReference.Data);

    /// <summary>With signature and visas, the first or those after remarks.</summary>
    public DraftRun AgreedAnew() => With(new Sign(), Ceramics.UnitHead)
        .With(new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)
        .With(new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead)
        .With(new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead);

    /// <summary>Time passes until the next step.</summary>
    public DraftRun After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Decision Decide(DraftCommand command, Actor actor, RequestConditions? conditions = null) =>
        DraftLifecycle.Decide(Draft, command, new Circumstances(
            Now, actor, conditions ?? RequestConditions.None, TestReference.Shipped, Settings));

    public DraftRun With(DraftEvent happened)
    {
        Apply(new Decision.Happens([happened]), DraftPermissions.Writer(Ceramics.FcsCoordinator, new Register(), null, UnitRegister.Empty));
        return this;
    }

    /// <summary>Decides and applies; fails loudly if it was refused.</summary>
    public DraftRun With(DraftCommand command, Actor actor, RequestConditions? conditions = null)
    {
        switch (Decide(command, actor, conditions))
        {
            case Decision.Happens happens:
                Apply(happens with { Events = happens.Events.Bearing(conditions?.Key) }, DraftPermissions.Writer(actor, command, Draft, UnitRegister.Empty));
                return this;
            case Decision.Adopts adopts:
                Apply(adopts, DraftPermissions.Writer(actor, command, Draft, UnitRegister.Empty));
                return this;
            case Decision.DoneBefore:
                return this;
            case Decision.Refused refused:
                throw new InvalidOperationException($"{command.GetType().Name} was refused: {refused.Refusal.Detail} {string.Join("; ", refused.Refusal.Errors)}");
            default:
                throw new InvalidOperationException("An unknown decision.");
        }
    }

    private void Apply(Decision.Adopts adopts, byte[] by)
    {
        var adoption = new DraftAdoption(
            ProfileId.Of(id), by, id, Draft!.Line, Draft.LineHash, DraftHead.Of(Draft.Enter(DraftStatus.Adopted, null)), adopts.Content, adopts.Note, null);
        Draft = Fold(publication.Publish(DirectorySequences.New, [adoption], Now).Changes[0].Adopted!.Lines);
    }

    private void Apply(Decision.Happens happens, byte[] by)
    {
        var pending = StoredEvents.Table.Pending(happens.Events);
        var lines = JournalLines.Date(id.Value, Draft?.Line ?? 0, Draft?.LineHash ?? Chain.Start, pending, by, Now);
        if (happens.Registers)
        {
            var before = lines.IsEmpty ? Draft! : Fold(lines);
            var request = new RegistrationRequest(
                id, Draft?.Line ?? 0, Draft?.LineHash ?? Chain.Start, pending, by, DraftHead.Of(before), "Europe/Moscow", null);
            var batch = NumberSequence.Number(sequence, [request], Now);
            sequence = batch.Sequence;
            lines = batch.Drafts[0].Lines;
        }
        Draft = Fold(lines);
    }

    private Draft Fold(ImmutableArray<JournalLine> lines)
    {
        var folded = Draft;
        foreach (var line in lines)
            folded = StoredEvents.Table.Apply(folded, line);
        return folded!;
    }
}
