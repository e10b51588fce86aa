namespace RmsOrleans.Grains.Content;

/// <summary>Why the draft is proposed. With an approved target <paramref name="Methodology"/> only the calculation is asked for.</summary>
[GenerateSerializer, Alias("explanatory-note"), Immutable]
public sealed record ExplanatoryNote(
    [property: Id(0)] ImmutableArray<string> Sources,
    [property: Id(1)] string? Methodology,
    [property: Id(2)] string? Logic,
    [property: Id(3)] string Calculation,
    [property: Id(4)] string Assessment,
    [property: Id(5)] string Consequences,
    [property: Id(6)] DateOnly ValidFrom,
    [property: Id(7)] DateOnly ValidTo,
    [property: Id(8)] int ExpectedConsignments);
