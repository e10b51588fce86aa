using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The draft has become a profile, by the profile's number.</summary>
internal sealed record DraftAdopted(ProfileId Profile, RegistrationNumber Number) : DraftEvent;
