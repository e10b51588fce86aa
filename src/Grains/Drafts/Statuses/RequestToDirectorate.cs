using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Request to the regional directorate: an official of its unit gives an opinion, and its coordinator agrees, which sends it.</summary>
internal static class RequestToDirectorate
{
    public static Deadline Enter(AuthorityCode directorate, Circumstances circumstances) => circumstances.Start(DeadlineKind.Opinion, directorate);

    public static ImmutableArray<string> Possible(Draft draft) => draft.Consideration.Opinion is null
        ? [Routes.Opinion, Routes.Withdrawal]
        : [Routes.OpinionAgreement, Routes.OpinionReturn, Routes.Withdrawal];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        GiveOpinion give => Decide(draft, give),
        AgreeOpinion => IfGiven(draft, () => Decision.Event(new OpinionAgreed(UnderConsideration.EnterAfterOpinion(circumstances)))),
        ReturnOpinion back => IfGiven(draft, () => CommonSteps.Checked(back, () => new OpinionReturned(back.Remarks))),
        Withdraw withdraw => CommonSteps.Decide(withdraw),
        _ => draft.Refuse("This is not possible"),
    };

    private static Decision Decide(Draft draft, GiveOpinion give) => draft.Consideration.Opinion is null
        ? CommonSteps.Checked(give, () => new OpinionGiven(new Opinion(give.Conclusion, give.Text, give.Official)))
        : draft.Refuse("The opinion has been given and waits for the directorate's coordinator");

    private static Decision IfGiven(Draft draft, Func<Decision> decide) =>
        draft.Consideration.Opinion is null ? draft.Refuse("The directorate's official has given no opinion yet") : decide();
}
