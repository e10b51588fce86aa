using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The map of the life of a draft: what goes for every command, and then the status that decides.</summary>
internal static class DraftLifecycle
{
    public static Decision Decide(Draft? draft, DraftCommand command, Circumstances circumstances)
    {
        if (draft is null)
            return Unprepared.Decide(command, circumstances);

        if (DraftPermissions.Refuse(draft, command, circumstances.Actor, circumstances.Authorities) is { } refusal)
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
            DraftStatus.Discarded => Discarded.Decide(draft),
            DraftStatus.UnderConsideration => UnderConsideration.Decide(draft, command, circumstances),
            DraftStatus.GatheringInformation => GatheringInformation.Decide(draft, command, circumstances),
            DraftStatus.FinalisationByFcs => FinalisationByFcs.Decide(draft, command, circumstances),
            DraftStatus.FinalisationByAuthority => FinalisationByAuthority.Decide(draft, command, circumstances),
            DraftStatus.RequestToDirectorate => RequestToDirectorate.Decide(draft, command, circumstances),
            DraftStatus.Expedient => Expedient.Decide(draft, command, circumstances),
            DraftStatus.AwaitingApproval => AwaitingApproval.Decide(draft, command, circumstances),
            DraftStatus.Approved => Approved.Decide(draft, command, circumstances),
            DraftStatus.Inexpedient => Inexpedient.Decide(draft),
            DraftStatus.Withdrawn => Withdrawn.Decide(draft),
            DraftStatus.Adopted => Adopted.Decide(draft),
        };
    }

    /// <summary>Routes that the status allows to somebody, in the order of its work.</summary>
    public static ImmutableArray<string> Possible(Draft draft) => draft.Status switch
    {
        DraftStatus.Drafting => Drafting.Possible(draft),
        DraftStatus.Discarded => Discarded.Possible(draft),
        DraftStatus.UnderConsideration => UnderConsideration.Possible(draft),
        DraftStatus.GatheringInformation => GatheringInformation.Possible(draft),
        DraftStatus.FinalisationByFcs => FinalisationByFcs.Possible(draft),
        DraftStatus.FinalisationByAuthority => FinalisationByAuthority.Possible(draft),
        DraftStatus.RequestToDirectorate => RequestToDirectorate.Possible(draft),
        DraftStatus.Expedient => Expedient.Possible(draft),
        DraftStatus.AwaitingApproval => AwaitingApproval.Possible(draft),
        DraftStatus.Approved => Approved.Possible(draft),
        DraftStatus.Inexpedient => Inexpedient.Possible(draft),
        DraftStatus.Adopted => Adopted.Possible(draft),
        DraftStatus.Withdrawn => Withdrawn.Possible(draft),
    };

    /// <summary>
    /// The same key for the same request has been answered by an earlier line; for another request it is refused. A first command without a
    /// key made its draft's id for itself alone: if the draft is there, this very command wrote it, and the answer was lost on the way.
    /// </summary>
    private static Decision? DecideRepeated(Draft draft, DraftCommand command, RequestConditions conditions)
    {
        if (conditions.Key is null && command is Submit or Prepare)
            return new Decision.DoneBefore();

        if (draft.Earlier(conditions.Key) is not { } earlier)
            return null;

        return earlier == conditions.Key ? new Decision.DoneBefore() : Refusal.KeyUsedOtherwise;
    }
}

/// <summary>The official statuses of a draft; each is a file in <c>Statuses/</c>.</summary>
public enum DraftStatus
{
    Drafting,
    Discarded,
    UnderConsideration,
    GatheringInformation,
    FinalisationByFcs,
    FinalisationByAuthority,
    RequestToDirectorate,
    Expedient,
    AwaitingApproval,
    Approved,
    Inexpedient,
    Withdrawn,
    Adopted,
}

/// <summary>What a caller can do with a draft next, by the same table and rules that decide when it is tried.</summary>
public sealed class NextSteps(IReferenceData reference, IOptions<ConsiderationSettings> settings)
{
    /// <summary>Routes, in the order of the work.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => [.. DraftLifecycle.Possible(draft).Where(route => CanTake(route, actor, draft))];

    /// <summary>What the caller can resolve; empty if the caller cannot resolve anything.</summary>
    public ImmutableArray<Resolution> Resolutions(Actor actor, Draft draft) => For(actor, draft).Contains(Resolve.Route)
        ? Drafts.Resolutions.Possible(draft, reference.Current.Authorities, settings.Value)
        : [];

    private bool CanTake(string route, Actor actor, Draft draft)
    {
        var roles = DraftPermissions.RolesFor(draft, route, actor, reference.Current.Authorities);
        return !roles.IsEmpty && route switch
        {
            GiveVisa.Route => roles.Any(role => !draft.Paperwork.Has(DraftPermissions.OfficeOf(role)!.Value, role == Role.UnitHead ? actor.Unit : null)),
            GiveProfileVisa.Route => draft.Profile!.MissingVisas.Contains(actor.Unit ?? ""),
            SignProfile.Route => (roles[0] == Role.Executor) == draft.Profile!.ExecutorSignature is null,
            _ => true,
        };
    }
}

/// <summary>A refusal always names the status and what is possible instead.</summary>
internal static class StatusRefusals
{
    /// <param name="why">A sentence without its full stop.</param>
    /// <param name="more">What else would help, as a sentence of its own.</param>
    public static Refusal Refuse(this Draft draft, string why, string more = "")
    {
        var possible = DraftLifecycle.Possible(draft);
        return new(
            RefusalReason.WrongStatus,
            possible.IsEmpty
                ? $"{why}. The draft is {draft.Status}; nothing more is possible."
                : $"{why}. The draft is {draft.Status}; possible now: {string.Join(", ", possible)}.{more}");
    }
}
