using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Finalisation by the customs authority: the draft's own authority mends what the remarks say, agrees anew from an empty paperwork, and
/// resubmits under the same number as the next version.
/// </summary>
internal static class FinalisationByAuthority
{
    public static Deadline Enter(Draft draft, Circumstances circumstances) =>
        circumstances.Start(DeadlineKind.FinalisationByAuthority, draft.Authority);

    public static ImmutableArray<string> Possible(Draft draft) =>
        [.. PaperworkSteps.Possible(draft.Paperwork, Routes.Resubmission), Routes.Withdrawal];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Resubmit resubmit => Decide(draft, resubmit, circumstances),
        Withdraw withdraw => CommonSteps.Decide(withdraw),
        _ => PaperworkSteps.Decide(draft, command, circumstances),
    };

    private static Decision Decide(Draft draft, Resubmit resubmit, Circumstances circumstances)
    {
        if (!draft.Paperwork.IsComplete)
            return draft.Refuse($"The draft cannot be resubmitted until its paperwork is complete; missing: {PaperworkRules.Missing(draft.Paperwork)}");

        var errors = new ValidationErrors();
        ConsiderationChecks.Check(errors, resubmit);
        ConsiderationChecks.CheckAnswers(errors, resubmit, draft.Consideration.Remarks.Length);
        return errors.IsEmpty
            ? Decision.Event(new DraftResubmitted(
                draft.Version + 1, [.. resubmit.Answers.OrderBy(answer => answer.Remark)], UnderConsideration.Enter(circumstances)))
            : Refusal.BadInput(errors.ToImmutable());
    }
}
