using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Drafting: the author prepares, the head of the unit signs, the visas are given, and the coordinator registers.</summary>
internal static class Drafting
{
    public static ImmutableArray<string> Possible(Draft draft) => [.. PaperworkSteps.Possible(draft.Paperwork, Routes.Registration), Routes.Discard];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Discard discard => Decide(discard),
        Register => Decide(draft),
        Prepare or Submit => draft.Refuse("This draft has been prepared already"),
        _ => PaperworkSteps.Decide(draft, command, circumstances),
    };

    private static Decision Decide(Discard discard)
    {
        var errors = new ValidationErrors();
        DraftChecks.Check(errors, discard);
        return errors.IsEmpty ? Decision.Event(new DraftDiscarded(discard.Reason)) : Refusal.BadInput(errors.ToImmutable());
    }

    private static Decision Decide(Draft draft) =>
        draft.Paperwork.IsComplete
            ? new Decision.Happens([], Registers: true)
            : draft.Refuse($"The draft cannot be registered until its paperwork is complete; missing: {PaperworkRules.Missing(draft.Paperwork)}");
}
