using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Profiles;

/// <summary>How a profile stands after a command.</summary>
[GenerateSerializer, Alias("profile-receipt"), Immutable]
public sealed record ProfileReceipt(
    [property: Id(0)] RegistrationNumber Number,
    [property: Id(1)] ProfileStatus Status,
    [property: Id(2)] int Version,
    [property: Id(3)] int Line,
    [property: Id(4)] DateOnly ValidFrom,
    [property: Id(5)] DateOnly ValidTo,
    [property: Id(6)] bool Repeated);

/// <summary>What a rule answers to a command about a profile.</summary>
internal abstract record ProfileDecision
{
    public sealed record Happens(ImmutableArray<ProfileEvent> Events) : ProfileDecision;

    /// <summary>It has been done before, and wrote its last line then.</summary>
    public sealed record DoneBefore(int Line) : ProfileDecision;

    /// <summary>Nothing has come due.</summary>
    public sealed record NothingToDo : ProfileDecision;

    public sealed record Refused(Refusal Refusal) : ProfileDecision;

    public static implicit operator ProfileDecision(Refusal refusal) => new Refused(refusal);
}

/// <summary>What a rule is told beside the profile and the command.</summary>
internal sealed record ProfileCircumstances(
    DateTimeOffset Now,
    Actor Actor,
    RequestConditions Conditions,
    ReferenceSnapshot Reference)
{
    public DateOnly Today => MoscowDays.Of(Now);
}
