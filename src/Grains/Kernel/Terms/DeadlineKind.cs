namespace RmsOrleans.Grains.Kernel.Terms;

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
