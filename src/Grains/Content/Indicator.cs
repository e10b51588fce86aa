namespace RmsOrleans.Grains.Content;

/// <summary>
/// A formal indicator compares a field of a declaration with values; a non-formal one is a text that an official reads.
/// Indicators on the same field are alternatives, different fields must all hold, a matching exclusion ends it.
/// </summary>
[GenerateSerializer, Alias("indicator"), Immutable]
public sealed record Indicator(
    [property: Id(0)] IndicatorGroup Group,
    [property: Id(1)] string? Field = null,
    [property: Id(2)] IndicatorOperator? Operator = null,
    ImmutableArray<string> Values = default,
    [property: Id(4)] bool Exclusion = false,
    [property: Id(5)] string? Text = null)
{
    [Id(3)] public ImmutableArray<string> Values { get; init; } = Values.OrEmpty();

    internal bool IsFormal => Text is null;
}

/// <summary>The part of a declaration that an indicator speaks of.</summary>
public enum IndicatorGroup
{
    Goods,
    GoodsCountry,
    GoodsPayments,
    GoodsPreferences,
    GoodsDocuments,
    Consignment,
    Vehicle,
    Trader,
    Authority,
}

/// <summary>How an indicator compares; which operators fit is a matter of the field's type.</summary>
public enum IndicatorOperator
{
    Equals,
    OneOf,
    StartsWith,
    Matches,
    LessThan,
    LessOrEqual,
    GreaterThan,
    GreaterOrEqual,
    Between,
    Exists,
}
