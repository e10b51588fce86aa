namespace RmsOrleans.Grains.Content;

/// <summary>Which goods movements carry the risk. An empty list sets no limit; lists and indicators must all hold.</summary>
[GenerateSerializer, Alias("risk-area"), Immutable]
public sealed record RiskArea(
    [property: Id(0)] string Description,
    ImmutableArray<string> Procedures = default,
    ImmutableArray<string> Authorities = default,
    ImmutableArray<string> Traders = default,
    ImmutableArray<string> Vehicles = default,
    Exclusions? Excluded = null,
    ImmutableArray<Indicator> Indicators = default)
{
    /// <summary>Codes of customs procedures.</summary>
    [Id(1)] public ImmutableArray<string> Procedures { get; init; } = Procedures.OrEmpty();

    /// <summary>Codes of the authorities where the profile applies; each includes all below it.</summary>
    [Id(2)] public ImmutableArray<string> Authorities { get; init; } = Authorities.OrEmpty();

    /// <summary>Tax ids.</summary>
    [Id(3)] public ImmutableArray<string> Traders { get; init; } = Traders.OrEmpty();

    /// <summary>Vehicle numbers.</summary>
    [Id(4)] public ImmutableArray<string> Vehicles { get; init; } = Vehicles.OrEmpty();

    [Id(5)] public Exclusions Excluded { get; init; } = Excluded ?? new Exclusions();

    [Id(6)] public ImmutableArray<Indicator> Indicators { get; init; } = Indicators.OrEmpty();
}

/// <summary>What the risk area's lists do not cover.</summary>
[GenerateSerializer, Alias("exclusions"), Immutable]
public sealed record Exclusions(
    ImmutableArray<string> Procedures = default,
    ImmutableArray<string> Authorities = default,
    ImmutableArray<string> Traders = default,
    ImmutableArray<string> Vehicles = default)
{
    [Id(0)] public ImmutableArray<string> Procedures { get; init; } = Procedures.OrEmpty();

    [Id(1)] public ImmutableArray<string> Authorities { get; init; } = Authorities.OrEmpty();

    [Id(2)] public ImmutableArray<string> Traders { get; init; } = Traders.OrEmpty();

    [Id(3)] public ImmutableArray<string> Vehicles { get; init; } = Vehicles.OrEmpty();
}
