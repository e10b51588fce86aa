using System.Collections.Immutable;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts.Consideration;

namespace RmsOrleans.Grains.Drafts.Statuses;

/// <summary>Expedient: the FCS makes a profile of the draft.</summary>
internal static class Expedient
{
    public static Deadline Enter(Circumstances circumstances) => circumstances.Start(DeadlineKind.ProfilePreparation, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => [Routes.Executor, Routes.Resolution, Routes.Withdrawal];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => CommonSteps.Decide(assign),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => CommonSteps.Decide(withdraw),
        _ => draft.Refuse("This is not possible"),
    };
}
