namespace RmsOrleans.Api.Tasks;

/// <summary>Of all that a person can do with a draft, what the draft waits for; the rest, such as to withdraw it, is merely possible.</summary>
internal sealed class AwaitedSteps(NextSteps steps)
{
    /// <summary>Routes, in the order of the work; none if the draft waits for somebody else.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => [.. steps.For(actor, draft).Where(route => IsAwaited(route, actor, draft))];

    private static bool IsAwaited(string route, Actor actor, Draft draft) => route switch
    {
        Withdraw.Route or Discard.Route or ConveneMeeting.Route => false,
        RefuseVisa.Route or RefuseProfileVisa.Route or ReturnOpinion.Route or ReturnProfile.Route => false, // the other side of what is awaited
        Edit.Route => draft.Paperwork.Signature is null && (actor.Unit is null || actor.Unit == draft.Unit),
        AssignExecutor.Route => draft.Executor is null,
        Resolve.Route => draft.Status is DraftStatus.UnderConsideration or DraftStatus.FinalisationByFcs,
        EditProfile.Route => false, // what is awaited is that it is declared prepared
        _ => true,
    };
}
