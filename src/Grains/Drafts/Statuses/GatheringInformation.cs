using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Gathering information: the FCS has asked other bodies, and may not take longer than the term; then the draft returns by itself.</summary>
internal static class GatheringInformation
{
    public static Deadline Enter(Circumstances circumstances) => circumstances.Start(DeadlineKind.GatheringInformation, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => [Routes.Executor, Routes.Information, Routes.Resolution, Routes.Withdrawal];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => CommonSteps.Decide(assign),
        RecordInformation record => CommonSteps.Checked(record, () => new InformationReceived(record.Text, UnderConsideration.Enter(circumstances))),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => CommonSteps.Decide(withdraw),
        _ => draft.Refuse("This is not possible"),
    };

    /// <summary>The automatic return, after the term has been missed.</summary>
    public static DraftEvent Lapse(DateTimeOffset at, DeadlineTerms terms) => new InformationTermLapsed(UnderConsideration.Enter(at, terms));
}
