namespace RmsOrleans.Grains.Drafts;

/// <summary>Adopted: the draft has become a profile, which has a life of its own. Nothing more happens.</summary>
internal static class Adopted
{
    public static ImmutableArray<string> Possible(Draft draft) => [];

    public static Decision Decide(Draft draft) => new Decision.NotNow("This is not possible", "Это действие невозможно");
}

/// <summary>The draft has become a profile, by the profile's number.</summary>
internal sealed record DraftAdopted(ProfileId Profile, RegistrationNumber Number) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.Adopted, null) with { AdoptedAs = Number };
}
