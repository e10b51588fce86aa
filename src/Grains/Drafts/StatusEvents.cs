namespace RmsOrleans.Grains.Drafts;

/// <summary>Which lines of a journal bring which status, so that how long a draft had one is told without reading what the lines say.</summary>
internal static class StatusEvents
{
    /// <summary>By their stored names. What is submitted whole is registered at once, so its first line begins nothing.</summary>
    public static ImmutableDictionary<string, DraftStatus> ByName { get; } = new Dictionary<string, DraftStatus>
    {
        [StoredEvents.Table.NameOf<DraftPrepared>()] = DraftStatus.Drafting,
        [StoredEvents.Table.NameOf<DraftDiscarded>()] = DraftStatus.Discarded,
        [StoredEvents.Table.NameOf<DraftRegistered>()] = DraftStatus.UnderConsideration,
        [StoredEvents.Table.NameOf<InformationReceived>()] = DraftStatus.UnderConsideration,
        [StoredEvents.Table.NameOf<InformationTermLapsed>()] = DraftStatus.UnderConsideration,
        [StoredEvents.Table.NameOf<OpinionAgreed>()] = DraftStatus.UnderConsideration,
        [StoredEvents.Table.NameOf<DraftResubmitted>()] = DraftStatus.UnderConsideration,
        [StoredEvents.Table.NameOf<InformationRequested>()] = DraftStatus.GatheringInformation,
        [StoredEvents.Table.NameOf<FinalisationByFcsBegun>()] = DraftStatus.FinalisationByFcs,
        [StoredEvents.Table.NameOf<FinalisationByAuthorityRequested>()] = DraftStatus.FinalisationByAuthority,
        [StoredEvents.Table.NameOf<OpinionRequested>()] = DraftStatus.RequestToDirectorate,
        [StoredEvents.Table.NameOf<ResolvedExpedient>()] = DraftStatus.Expedient,
        [StoredEvents.Table.NameOf<ProfileReturned>()] = DraftStatus.Expedient,
        [StoredEvents.Table.NameOf<ApprovalRequested>()] = DraftStatus.AwaitingApproval,
        [StoredEvents.Table.NameOf<ProfileApproved>()] = DraftStatus.Approved,
        [StoredEvents.Table.NameOf<ResolvedInexpedient>()] = DraftStatus.Inexpedient,
        [StoredEvents.Table.NameOf<DraftWithdrawn>()] = DraftStatus.Withdrawn,
        [StoredEvents.Table.NameOf<DraftAdopted>()] = DraftStatus.Adopted,
    }.ToImmutableDictionary();
}
