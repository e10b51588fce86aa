namespace RmsOrleans.Grains.Drafts;

/// <summary>An agreement to a signed draft. <paramref name="Unit"/> is the named other unit, and only for <see cref="VisaRole.UnitHead"/>.</summary>
[GenerateSerializer, Alias("visa"), Immutable]
public sealed record Visa(
    [property: Id(0)] VisaRole As,
    [property: Id(1)] string? Unit,
    [property: Id(2)] string Name,
    [property: Id(3)] DateTimeOffset GivenAt,
    [property: Id(4)] bool Acting = false);

/// <summary>In what office a visa is given.</summary>
public enum VisaRole
{
    /// <summary>Head of the coordination unit.</summary>
    CoordinationHead,

    /// <summary>First deputy head of the authority, for customs control.</summary>
    DeputyHead,

    /// <summary>Head of a named other unit.</summary>
    UnitHead,
}
