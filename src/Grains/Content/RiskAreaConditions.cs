using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Content;

/// <summary>What a risk area asks of a declaration, as trial runs and checks take it: its lists become conditions on the fields that they speak of.</summary>
public static class RiskAreaConditions
{
    internal static RiskConditions Of(RiskArea area) => new(
        [
            .. List("procedure", area.Procedures, area.Excluded.Procedures, "procedures"),
            .. List(Fields.DeclarationAuthority, area.Authorities, area.Excluded.Authorities, "authorities"),
            .. List("traderTaxId", area.Traders, area.Excluded.Traders, "traders"),
            .. List("vehicleNumber", area.Vehicles, area.Excluded.Vehicles, "vehicles"),
        ],
        [.. area.Indicators.Select(Of).OfType<Condition>()]);

    /// <summary>What keeps a risk area that is being written from being tried; it stands alone at <c>/riskArea</c>.</summary>
    public static ImmutableArray<ValidationError> Errors(RiskArea area, ReferenceSnapshot reference, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        RiskAreaRules.CheckAlone(errors, new JsonPointer(""), area, reference.Authorities);
        IndicatorRules.CheckEach(errors, new JsonPointer(""), area.Indicators);
        return errors.ToImmutable();
    }

    private static IEnumerable<Condition> List(string field, ImmutableArray<string> values, ImmutableArray<string> excluded, string name)
    {
        if (!values.IsEmpty)
            yield return new(Fields.Get(field), Comparison.OneOf, values, IsExclusion: false, $"/riskArea/{name}");
        if (!excluded.IsEmpty)
            yield return new(Fields.Get(field), Comparison.OneOf, excluded, IsExclusion: true, $"/riskArea/excluded/{name}");
    }

    /// <summary>Null for one that only an official can judge.</summary>
    private static Condition? Of(Indicator indicator, int place) => indicator is { Field: { } field, Operator: { } comparison }
        ? new(Fields.Get(field), Of(comparison), indicator.Values, indicator.Exclusion, $"/riskArea/indicators/{place}")
        : null;

    private static Comparison Of(IndicatorOperator comparison) => comparison switch
    {
        IndicatorOperator.Equals => Comparison.Equals,
        IndicatorOperator.OneOf => Comparison.OneOf,
        IndicatorOperator.StartsWith => Comparison.StartsWith,
        IndicatorOperator.Matches => Comparison.Matches,
        IndicatorOperator.LessThan => Comparison.LessThan,
        IndicatorOperator.LessOrEqual => Comparison.LessOrEqual,
        IndicatorOperator.GreaterThan => Comparison.GreaterThan,
        IndicatorOperator.GreaterOrEqual => Comparison.GreaterOrEqual,
        IndicatorOperator.Between => Comparison.Between,
        IndicatorOperator.Exists => Comparison.Exists,
        IndicatorOperator.EqualsField => Comparison.EqualsField,
        IndicatorOperator.DiffersFromField => Comparison.DiffersFromField,
    };
}
