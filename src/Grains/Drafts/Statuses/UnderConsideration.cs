using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Deadlines;

namespace RmsOrleans.Grains.Drafts.Statuses;

/// <summary>Under consideration: the FCS has the registered draft and must resolve it within its term.</summary>
internal static class UnderConsideration
{
    /// <summary>The term runs from the registration.</summary>
    public static Deadline Enter(DateTimeOffset at, DeadlineTerms terms) => terms.Start(DeadlineKind.Consideration, AuthorityCode.Fcs, at);

    public static Decision Decide(Draft draft, DraftCommand command) => command switch
    {
        Register => new Decision.DoneBefore(),
        _ => new Refusal(
            RefusalReason.WrongStatus,
            $"The draft is UnderConsideration under the number {draft.Number}; it waits for the resolution of the FCS, and its authority can do nothing now."),
    };
}
