namespace RmsOrleans.Grains.Declarations;

/// <summary>The record of one check: what was asked, by what it was decided, and what was found. It is written once and never changes.</summary>
public sealed record CheckRecord(
    string Number, int Version, CheckMoment Moment, byte[] Content, string Authority, string ControlAuthority, DateTimeOffset At, DateOnly SelectionDay, long Directory, long Register,
    string SelectionKey, bool Sampled, int Hits, CheckFindings Findings, byte[] Actor);

/// <summary>What a check found, hit by hit and measure by measure, and where it could not tell.</summary>
public sealed record CheckFindings(ImmutableArray<FoundHit> Hits, ImmutableArray<UndecidableHit> Undecidable)
{
    public static readonly CheckFindings None = new([], []);
}

/// <param name="Hit">Its place in the journal of the declaration's control.</param>
/// <param name="Type">As it stood when it was found, or found again.</param>
public sealed record FoundHit(int Hit, RegistrationNumber Profile, int ProfileVersion, int Item, HitType Type, ImmutableArray<FoundMeasure> Measures);

/// <param name="Sign">Null while an official has not decided.</param>
public sealed record FoundMeasure(int Measure, string Code, int Share, bool Selected, MeasureSign? Sign);

/// <summary>Where a pattern of the profile that cannot run leaves it open whether it hits.</summary>
public sealed record UndecidableHit(RegistrationNumber Profile, int Item);
