using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts.Paperwork;

namespace RmsOrleans.Grains.Drafts.Statuses;

/// <summary>Drafting: the author prepares, the head of the unit signs, the visas are given, and the coordinator registers.</summary>
internal static class Drafting
{
    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Edit edit => Decide(draft, edit, circumstances),
        Sign sign => Decide(draft, sign, circumstances),
        GiveVisa give => Decide(draft, give, circumstances),
        RefuseVisa refuse => Decide(draft, refuse, circumstances),
        Discard discard => Decide(discard),
        Register => Decide(draft),
        Prepare or Submit => new Refusal(RefusalReason.WrongStatus, $"This draft has been prepared already; it is Drafting. Possible now: {Steps(draft)}."),
        _ => Refuse(draft, "This is not possible"),
    };

    /// <summary>What the paperwork waits for, as routes.</summary>
    public static ImmutableArray<string> Possible(PaperworkFile paperwork) =>
        paperwork switch
        {
            { Signature: null } => [Routes.Content, Routes.Signature, Routes.Discard],
            { IsComplete: false } => [Routes.Content, Routes.Visas, Routes.VisaRefusals, Routes.Discard],
            _ => [Routes.Content, Routes.VisaRefusals, Routes.Registration, Routes.Discard],
        };

    private static Decision Decide(Draft draft, Edit edit, Circumstances circumstances)
    {
        var faults = new Faults();
        DraftChecks.Check(faults, edit, draft.Unit, circumstances.Authorities, circumstances.ContentRules);
        return faults.IsEmpty
            ? Decision.Event(new DraftEdited(edit.OtherUnits, edit.Kind, edit.Content, edit.Note))
            : Refusal.BadInput(faults.ToImmutable());
    }

    private static Decision Decide(Draft draft, Sign sign, Circumstances circumstances)
    {
        if (draft.Paperwork.Signature is not null)
            return Refuse(draft, "The draft is signed already");

        var faults = new Faults();
        DraftChecks.Check(faults, sign);
        return faults.IsEmpty
            ? Decision.Event(new DraftSigned(new Signature(circumstances.Actor.Name, sign.Position, circumstances.Now, sign.Acting)))
            : Refusal.BadInput(faults.ToImmutable());
    }

    private static Decision Decide(Draft draft, GiveVisa give, Circumstances circumstances)
    {
        var unit = UnitOf(give.As, circumstances);
        if (draft.Paperwork.Signature is null)
            return Refuse(draft, "A visa must wait until the head of the author's unit has signed");
        if (draft.Paperwork.Has(give.As, unit))
            return Refuse(draft, "This visa has been given already");

        return Decision.Event(new VisaGiven(new Visa(give.As, unit, circumstances.Actor.Name, circumstances.Now, give.Acting)));
    }

    private static Decision Decide(Draft draft, RefuseVisa refuse, Circumstances circumstances)
    {
        if (draft.Paperwork.Signature is null)
            return Refuse(draft, "A visa can be refused only after the head of the author's unit has signed");

        var faults = new Faults();
        DraftChecks.Check(faults, refuse);
        return faults.IsEmpty
            ? Decision.Event(new VisaRefused(refuse.As, UnitOf(refuse.As, circumstances), circumstances.Actor.Name, refuse.Remarks, refuse.Acting))
            : Refusal.BadInput(faults.ToImmutable());
    }

    private static Decision Decide(Discard discard)
    {
        var faults = new Faults();
        DraftChecks.Check(faults, discard);
        return faults.IsEmpty ? Decision.Event(new DraftDiscarded(discard.Reason)) : Refusal.BadInput(faults.ToImmutable());
    }

    private static Decision Decide(Draft draft) =>
        draft.Paperwork.IsComplete
            ? new Decision.Happens([], Registers: true)
            : Refuse(draft, $"The draft cannot be registered until its paperwork is complete; missing: {PaperworkRules.Missing(draft.Paperwork)}");

    private static string? UnitOf(VisaRole office, Circumstances circumstances) => office == VisaRole.UnitHead ? circumstances.Actor.Unit : null;

    private static Refusal Refuse(Draft draft, string why) =>
        new(RefusalReason.WrongStatus, $"{why}. The draft is Drafting; possible now: {Steps(draft)}.");

    private static string Steps(Draft draft) => string.Join(", ", Possible(draft.Paperwork));
}
