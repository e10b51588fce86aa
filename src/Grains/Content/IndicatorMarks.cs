namespace RmsOrleans.Grains.Content;

/// <summary>
/// What two drafts have in common when their indicators speak of the same: a field and a value of it, or the field alone where values are seldom
/// the same, as amounts and days are. An empty value stands for that.
/// </summary>
public readonly record struct IndicatorMark(string Field, string Value)
{
    public override string ToString() => $"{Field}={Value}";
}

/// <summary>The marks of a draft's indicators; exclusions and what an official reads have none.</summary>
internal static class IndicatorMarks
{
    /// <summary>Of one draft.</summary>
    public const int Most = 60;

    private const int LongestValue = 100;
    private const string CommodityCode = "commodityCode";

    /// <summary>The heading of the nomenclature: goods of one heading are alike, whatever comes behind it.</summary>
    private const int HeadingDigits = 4;

    public static ImmutableArray<IndicatorMark> Of(ImmutableArray<Indicator> indicators) =>
        [.. indicators.Where(indicator => indicator is { Exclusion: false, Field: not null }).SelectMany(Of).Distinct().Take(Most)];

    private static IEnumerable<IndicatorMark> Of(Indicator indicator)
    {
        var field = indicator.Field!;
        if (FieldCatalogue.Shipped.Find(field) is not { } known)
            return [];
        if (known.Type is FieldType.Decimal or FieldType.WholeNumber or FieldType.Date || indicator.Operator is IndicatorOperator.Exists || indicator.Operator.ComparesFields() || indicator.Values.IsEmpty)
            return [new(field, "")];

        var values = indicator.Values.Select(value => value.Trim().ToLowerInvariant()).Where(value => value.Length is > 0 and <= LongestValue);
        return values.SelectMany(value => field == CommodityCode && value.Length > HeadingDigits && indicator.Operator is not IndicatorOperator.Matches
            ? (IndicatorMark[])[new(field, value), new(field, value[..HeadingDigits])]
            : [new(field, value)]);
    }
}
