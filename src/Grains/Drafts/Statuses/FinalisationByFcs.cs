using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Finalisation by the FCS: what needs analysis is analysed there, and then resolved.</summary>
internal static class FinalisationByFcs
{
    public static Deadline Enter(Circumstances circumstances) => circumstances.Start(DeadlineKind.FinalisationByFcs, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => [Routes.Executor, Routes.Resolution, Routes.Withdrawal];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => CommonSteps.Decide(assign),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => CommonSteps.Decide(withdraw),
        _ => draft.Refuse("This is not possible"),
    };
}
