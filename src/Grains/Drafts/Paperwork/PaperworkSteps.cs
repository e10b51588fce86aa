using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The paperwork of a version, the first one and every later one: the author edits, the heads sign and agree.</summary>
internal static class PaperworkSteps
{
    /// <summary>What the paperwork waits for, as routes; <paramref name="end"/> is taken once it is complete.</summary>
    public static ImmutableArray<string> Possible(PaperworkState paperwork, string end) =>
        paperwork switch
        {
            { Signature: null } => [Routes.Content, Routes.Signature],
            { IsComplete: false } => [Routes.Content, Routes.Visas, Routes.VisaRefusals],
            _ => [Routes.Content, Routes.VisaRefusals, end],
        };

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Edit edit => Decide(draft, edit, circumstances),
        Sign sign => Decide(draft, sign, circumstances),
        GiveVisa give => Decide(draft, give, circumstances),
        RefuseVisa refuse => Decide(draft, refuse, circumstances),
        _ => draft.Refuse("This is not possible"),
    };

    private static Decision Decide(Draft draft, Edit edit, Circumstances circumstances)
    {
        var errors = new ValidationErrors();
        DraftChecks.Check(errors, edit, draft.Unit, circumstances.Authorities, circumstances.ContentRules);
        return errors.IsEmpty
            ? Decision.Event(new DraftEdited(edit.OtherUnits, edit.Kind, edit.Content, edit.Note))
            : Refusal.BadInput(errors.ToImmutable());
    }

    private static Decision Decide(Draft draft, Sign sign, Circumstances circumstances)
    {
        if (draft.Paperwork.Signature is not null)
            return draft.Refuse("The draft is signed already");

        var errors = new ValidationErrors();
        DraftChecks.Check(errors, sign);
        return errors.IsEmpty
            ? Decision.Event(new DraftSigned(new Signature(circumstances.Actor.Name, sign.Position, circumstances.Now, sign.Acting)))
            : Refusal.BadInput(errors.ToImmutable());
    }

    private static Decision Decide(Draft draft, GiveVisa give, Circumstances circumstances)
    {
        var unit = UnitOf(give.As, circumstances);
        if (draft.Paperwork.Signature is null)
            return draft.Refuse("A visa must wait until the head of the author's unit has signed");
        if (draft.Paperwork.Has(give.As, unit))
            return draft.Refuse("This visa has been given already");

        return Decision.Event(new VisaGiven(new Visa(give.As, unit, circumstances.Actor.Name, circumstances.Now, give.Acting)));
    }

    private static Decision Decide(Draft draft, RefuseVisa refuse, Circumstances circumstances)
    {
        if (draft.Paperwork.Signature is null)
            return draft.Refuse("A visa can be refused only after the head of the author's unit has signed");

        var errors = new ValidationErrors();
        DraftChecks.Check(errors, refuse);
        return errors.IsEmpty
            ? Decision.Event(new VisaRefused(refuse.As, UnitOf(refuse.As, circumstances), circumstances.Actor.Name, refuse.Remarks, refuse.Acting))
            : Refusal.BadInput(errors.ToImmutable());
    }

    private static string? UnitOf(VisaRole office, Circumstances circumstances) => office == VisaRole.UnitHead ? circumstances.Actor.Unit : null;
}
