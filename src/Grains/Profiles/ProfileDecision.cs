namespace RmsOrleans.Grains.Profiles;

/// <summary>What a rule answers to a command about a profile.</summary>
internal abstract record ProfileDecision
{
    public sealed record Happens(ImmutableArray<ProfileEvent> Events) : ProfileDecision;

    /// <summary>It has been done before, or nothing has come due.</summary>
    public sealed record NothingToDo : ProfileDecision;

    public sealed record Refused(Refusal Refusal) : ProfileDecision;

    public static implicit operator ProfileDecision(Refusal refusal) => new Refused(refusal);
}
