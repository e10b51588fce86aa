namespace RmsOrleans.Grains.Drafts;

/// <summary>How the events of consideration change a draft.</summary>
internal static class ConsiderationFold
{
    /// <summary>Null if the event is none of these.</summary>
    public static Draft? Apply(Draft draft, DraftLine line)
    {
        var file = draft.Consideration;
        return line.Event switch
        {
            ExecutorAssigned assigned => draft with { Executor = assigned.Executor, ResponsibleUnit = assigned.Unit },
            MeetingConvened convened => draft with { Consideration = file with { Meeting = convened.Units } },
            MinutesRecorded { Minutes: var minutes } => draft with
            {
                Consideration = file with { Meeting = [], Minutes = minutes },
                ResponsibleUnit = minutes.ResponsibleUnit ?? draft.ResponsibleUnit,
            },
            ResolvedExpedient resolved => draft.Enter(DraftStatus.Expedient, resolved.Deadline) with
            {
                Profile = new ProfileState(draft.Content, draft.Note, []),
            },
            ResolvedInexpedient => draft.Enter(DraftStatus.Inexpedient, null),
            InformationRequested requested => draft.Enter(DraftStatus.GatheringInformation, requested.Deadline) with
            {
                Consideration = file with { Gatherings = file.Gatherings + 1 },
            },
            InformationReceived received => draft.Enter(DraftStatus.UnderConsideration, received.Deadline),
            InformationTermLapsed lapsed => draft.Enter(DraftStatus.UnderConsideration, lapsed.Deadline) with { Overdue = draft.Overdue },
            FinalisationByFcsBegun begun => draft.Enter(DraftStatus.FinalisationByFcs, begun.Deadline) with
            {
                Consideration = file with { FinalisationsByFcs = file.FinalisationsByFcs + 1 },
            },
            FinalisationByAuthorityRequested requested => draft.Enter(DraftStatus.FinalisationByAuthority, requested.Deadline) with
            {
                Consideration = file with { Remarks = requested.Remarks },
                Paperwork = draft.Paperwork.Void(),
                Versions = [.. draft.Versions[..^1], draft.Versions[^1] with { Remarks = requested.Remarks }],
            },
            DraftResubmitted resubmitted => draft.Enter(DraftStatus.UnderConsideration, resubmitted.Deadline) with
            {
                Version = resubmitted.Version,
                Consideration = new ConsiderationState(),
                Versions = draft.Versions.Add(DraftVersion.Of(draft, resubmitted.Version, line.At, resubmitted.Answers)),
            },
            OpinionRequested requested => draft.Enter(DraftStatus.RequestToDirectorate, requested.Deadline) with
            {
                Consideration = file with { OpinionRequest = requested.Asked },
            },
            OpinionGiven given => draft with { Consideration = file with { Opinion = given.Opinion } },
            OpinionReturned => draft with { Consideration = file with { Opinion = null } },
            OpinionAgreed agreed => draft.Enter(DraftStatus.UnderConsideration, agreed.Deadline) with
            {
                Consideration = file with { OpinionIsAgreed = true },
            },
            DraftWithdrawn => draft.Enter(DraftStatus.Withdrawn, null),
            _ => null,
        };
    }
}
