using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Storage.Efficiency;

/// <summary>A flag as a row has it.</summary>
internal class FlagRow
{
    public ProfileId Profile { get; init; }

    public string Flag { get; init; } = "";

    public DateOnly Since { get; init; }

    public long Cases { get; init; }

    public double Measured { get; init; }

    public double Bound { get; init; }

    public RaisedFlag Raised => new(Enum.Parse<ProfileFlag>(Flag), Since, Cases, Measured, Bound);
}

/// <summary>A flag, and who has looked at it, if somebody has.</summary>
internal sealed class LookedFlagRow : FlagRow
{
    public string? Reason { get; init; }

    public DateTimeOffset? At { get; init; }

    public byte[]? Actor { get; init; }

    public ProfileLook? Look => Reason is not null && LineActor.Read(Actor) is var by ? new(Raised, Reason, At!.Value, by.Subject, by.Name, by.Authority) : null;
}

/// <summary>A flag that stands, with the look by which it is no task now.</summary>
internal sealed record StandingFlag(RaisedFlag Raised, ProfileLook? Look);
