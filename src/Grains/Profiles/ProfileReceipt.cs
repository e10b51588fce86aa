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
