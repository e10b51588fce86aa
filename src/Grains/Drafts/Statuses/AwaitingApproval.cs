using System.Collections.Immutable;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Awaiting approval: the signatory, who follows from the profile's territory, approves it or gives it back. There is no term.</summary>
internal static class AwaitingApproval
{
    public static ImmutableArray<string> Possible(Draft draft) => [Routes.Executor, Routes.Approval, Routes.ApprovalReturn];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => CommonSteps.Decide(assign),
        Approve approve => ProfileSteps.Checked(approve, circumstances, () => new ProfileApproved(
            new Signature(circumstances.Actor.Name, approve.Position, circumstances.Now, approve.Acting), Approved.Enter(circumstances))),
        ReturnProfile back => ProfileSteps.Checked(back, circumstances, () => new ProfileReturned(
            circumstances.Actor.Name, back.Remarks, Expedient.Enter(circumstances), back.Acting)),
        _ => draft.Refuse("This is not possible"),
    };
}
