using RmsOrleans.Grains.Drafts.Statuses;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The map of the life of a draft: what goes for every command, and then the status that decides.</summary>
internal static class DraftLifecycle
{
    public static Decision Decide(Draft? draft, DraftCommand command, Circumstances circumstances)
    {
        if (draft is null)
            return Unprepared.Decide(command, circumstances);

        if (DraftRights.Refuse(draft, command, circumstances.Actor) is { } refusal)
            return refusal;

        if (DecideRepeated(draft, command, circumstances.Conditions) is { } repeated)
            return repeated;

        if (circumstances.Conditions.SeenLine is { } seen && seen != draft.Line)
        {
            return new Refusal(RefusalReason.Stale, seen >= 1 && seen < draft.Line
                ? $"The draft has changed: you saw line {seen} of its journal, and it has {draft.Line}."
                : "Your If-Match is no state of this draft.");
        }

        return draft.Status switch
        {
            DraftStatus.Drafting => Drafting.Decide(draft, command, circumstances),
            DraftStatus.Discarded => Discarded.Decide(draft, command),
            DraftStatus.UnderConsideration => UnderConsideration.Decide(draft, command),
        };
    }

    /// <summary>
    /// The same key for the same request has been answered by an earlier line; for another request it is refused. A first command without a
    /// key made its draft's id for itself alone: if the draft is there, this very command wrote it, and the answer was lost on the way.
    /// </summary>
    private static Decision? DecideRepeated(Draft draft, DraftCommand command, RequestConditions conditions)
    {
        if (conditions.Key is null && command is Submit or Prepare)
            return new Decision.DoneBefore();

        if (conditions.Key is not { } key || draft.Requests.FirstOrDefault(earlier => earlier.Key == key.Key) is not { } earlier)
            return null;

        return earlier.Hash == key.Hash
            ? new Decision.DoneBefore()
            : new Refusal(RefusalReason.KeyUsedOtherwise, "This idempotency key was used for another request. Use a new key for a new request.");
    }
}
