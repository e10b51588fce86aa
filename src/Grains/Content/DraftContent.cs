using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

/// <summary>What a draft proposes: where the risk lies, what is to be done about it, and whom to ask.</summary>
[GenerateSerializer, Alias("draft-content"), Immutable]
public sealed record DraftContent(
    [property: Id(0)] string Title,
    [property: Id(1)] Territory Territory,
    [property: Id(2)] ApplicationMode Mode,
    [property: Id(3)] RiskArea RiskArea,
    [property: Id(4)] ImmutableArray<Measure> Measures,
    [property: Id(5)] Contact Contact);

/// <summary>The unit that watches the profile, and its person.</summary>
[GenerateSerializer, Alias("contact"), Immutable]
public sealed record Contact(
    [property: Id(0)] string Unit,
    [property: Id(1)] string Person,
    [property: Id(2)] string? Phone = null,
    [property: Id(3)] string? Email = null);

/// <summary>Who finds the hit: software, software with an official, or an official who reads.</summary>
public enum ApplicationMode
{
    Automatic,
    Automated,
    Informal,
}
