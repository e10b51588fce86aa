namespace RmsOrleans.Grains.Drafts;

/// <summary>Makes approved drafts profiles.</summary>
internal interface IAdoptions
{
    /// <summary>Answers when both the draft's last line and the profile are committed, or when it is known that they cannot be now.</summary>
    /// <param name="actor">Who writes the lines, as it stands in them.</param>
    Task<AdoptionAnswer> Adopt(Draft draft, Decision.Adopts adopts, byte[] actor, RequestKey? request);
}

/// <summary>How an adoption ended: the draft as it stands and the number of its profile; <paramref name="Write"/> is set if the storage was away.</summary>
internal sealed record AdoptionAnswer(RegistrationEnd End, DraftHead? Draft, RegistrationNumber? Profile, FailedWrite? Write);
