namespace RmsOrleans.Grains.Drafts;

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
