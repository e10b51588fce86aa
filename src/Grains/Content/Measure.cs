namespace RmsOrleans.Grains.Content;

/// <summary>A direct measure: what a post does when the profile hits. Its code comes from the classifier of measures.</summary>
[GenerateSerializer, Alias("measure"), Immutable]
public sealed record Measure(
    [property: Id(0)] string Code,
    [property: Id(1)] string Description,
    [property: Id(2)] string Characteristics,
    [property: Id(3)] bool Obligatory,
    [property: Id(4)] string? DependsOn = null,
    [property: Id(5)] string? Note = null,
    [property: Id(6)] string? InspectionType = null);
