namespace RmsOrleans.Grains.Drafts;

/// <summary>The official who prepared the draft.</summary>
[GenerateSerializer, Alias("author"), Immutable]
public sealed record Author(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Position = null);

/// <summary>The signature of the head of the author's unit, or of the person acting for that head.</summary>
[GenerateSerializer, Alias("signature"), Immutable]
public sealed record Signature(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Position,
    [property: Id(2)] DateTimeOffset SignedAt,
    [property: Id(3)] bool Acting = false);
