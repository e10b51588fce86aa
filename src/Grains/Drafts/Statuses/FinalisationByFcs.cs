namespace RmsOrleans.Grains.Drafts;

/// <summary>Finalisation by the FCS: what needs analysis is analysed there, and then resolved.</summary>
internal static class FinalisationByFcs
{
    public static Deadline StartTerm(Circumstances circumstances) => circumstances.StartTerm(DeadlineKind.FinalisationByFcs, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => [AssignExecutor.Route, Resolve.Route, Withdraw.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => assign.Decide(circumstances),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => withdraw.Decide(circumstances),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };
}

internal sealed record FinalisationByFcsBegun(string Analysis, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.FinalisationByFcs, Deadline) with
    {
        Consideration = draft.Consideration with { FinalisationsByFcs = draft.Consideration.FinalisationsByFcs + 1 },
    };
}
