using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Drafts.Content;
using RmsOrleans.Grains.Drafts.Paperwork;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

/// <summary>A draft that is led by rules alone: commands are decided and their events applied, with no engine and no store.</summary>
internal sealed class DraftRun
{
    private static readonly DraftId id = new(new Guid("0198c0de-0000-7000-8000-000000000001"));

    private SequenceHead sequence = SequenceHead.New(SequenceKey.ForDrafts(Ceramics.Baltic, 5));

    public static DraftRun Unprepared => new();

    public static DraftRun Drafting => Unprepared.With(Ceramics.Prepare, Ceramics.Author);

    public static DraftRun Signed => Drafting.With(new Sign(), Ceramics.UnitHead);

    public static DraftRun Agreed => Signed
        .With(new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)
        .With(new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead)
        .With(new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead);

    public static DraftRun UnderConsideration => Agreed.With(new Register(), Ceramics.Coordinator);

    public static DraftRun Discarded => Drafting.With(new Discard("Superseded by another proposal."), Ceramics.Author);

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public Draft? Draft { get; private set; }

    public static NumberSequence NumberSequence { get; } =
        new(new DeadlineTerms(Options.Create(new DeadlinePolicy()), ProductionCalendar.Embedded, new SampleRegister()));

    public Decision Decide(DraftCommand command, Actor actor, RequestConditions? conditions = null) =>
        DraftLifecycle.Decide(Draft, command, new Circumstances(Now, actor, conditions ?? RequestConditions.None, Ceramics.Authorities, new ContentRules()));

    /// <summary>Decides and applies; fails loudly if it was refused.</summary>
    public DraftRun With(DraftCommand command, Actor actor, RequestConditions? conditions = null)
    {
        switch (Decide(command, actor, conditions))
        {
            case Decision.Happens happens:
                Apply(happens with { Events = happens.Events.Bearing(conditions?.Key) }, actor, command);
                return this;
            case Decision.DoneBefore:
                return this;
            case Decision.Refused refused:
                throw new InvalidOperationException($"{command.GetType().Name} was refused: {refused.Refusal.Detail} {string.Join("; ", refused.Refusal.Faults)}");
            default:
                throw new InvalidOperationException("An unknown decision.");
        }
    }

    private void Apply(Decision.Happens happens, Actor actor, DraftCommand command)
    {
        var pending = StoredEvents.Pending(happens.Events);
        var by = LineActor.Write(actor, command);
        var lines = JournalLines.Date(id, Draft?.Line ?? 0, Draft?.LineHash ?? Chain.Start, pending, by, Now);
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
            folded = Grains.Drafts.Draft.Apply(folded, new DraftLine(id, line.Line, line.At, StoredEvents.Read(line.Type, line.Payload), line.Hash));
        return folded!;
    }

    private sealed class SampleRegister : IAuthorityRegister
    {
        public AuthorityRegister Current => Ceramics.Authorities;
    }
}
