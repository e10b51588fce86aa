namespace RmsOrleans.Grains.Deadlines;

/// <summary>What a draft is waiting for when it has a deadline.</summary>
public enum DeadlineKind
{
    Consideration,
    DecisionAfterOpinion,
    GatheringInformation,
    FinalisationByFcs,
    FinalisationByAuthority,
    Opinion,
    ProfilePreparation,
    ReportOfApproval,
    ProfileNumber,
}
