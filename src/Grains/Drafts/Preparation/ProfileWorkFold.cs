namespace RmsOrleans.Grains.Drafts;

/// <summary>How the events of the work on a profile change its draft.</summary>
internal static class ProfileWorkFold
{
    /// <summary>Null if the event is none of these.</summary>
    public static Draft? Apply(Draft draft, DraftEvent happened)
    {
        if (draft.Profile is not { } profile)
            return null;

        return happened switch
        {
            ProfileEdited edited => draft with
            {
                Profile = profile.Void() with { Content = edited.Content, Note = edited.Note, Units = edited.Units },
            },
            ProfilePrepared => draft.Enter(DraftStatus.Expedient, null) with { Profile = profile with { IsPrepared = true } },
            ProfileVisaGiven given => draft with { Profile = profile with { Visas = profile.Visas.Add(given.Visa) } },
            ProfileVisaRefused => draft with { Profile = profile.Void() },
            ProfileSignedByExecutor signed => draft with { Profile = profile with { ExecutorSignature = signed.Signature } },
            ProfileSignedByDivision signed => draft with { Profile = profile with { DivisionSignature = signed.Signature } },
            ApprovalRequested requested => draft.Enter(DraftStatus.AwaitingApproval, null) with { Profile = profile with { Papers = requested.Papers } },
            ProfileApproved approved => draft.Enter(DraftStatus.Approved, approved.Deadline) with { Profile = profile with { Approval = approved.Approval } },
            ProfileReturned returned => draft.Enter(DraftStatus.Expedient, returned.Deadline) with { Profile = profile.Void() with { IsPrepared = false } },
            ApprovalReported reported => draft.Enter(DraftStatus.Approved, reported.Deadline) with { Profile = profile with { Report = reported.Report } },
            _ => null,
        };
    }
}
