using System.Collections.Immutable;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Rules.Tests.Content;

/// <summary>What drafts say of fields, and what declarations have of them, is one thing.</summary>
public sealed class RiskAreaConditionsTests
{
    [Fact]
    public void The_catalogue_and_declarations_know_the_same_fields()
    {
        var described = FieldCatalogue.Shipped.All.Select(field => (field.Name, Form: field.Type.ToString()));

        Assert.Equal(described, Fields.All.Select(field => (field.Name, field.Form.ToString())));
    }

    [Fact]
    public void Lists_and_formal_indicators_become_conditions_at_their_place()
    {
        var area = new RiskArea(
            "Tiles", Procedures: ["40"], Authorities: ["10100000"], Traders: ["7700000000"], Vehicles: ["A1"],
            Excluded: new(Procedures: ["42"], Authorities: ["10113000"], Traders: ["5000000000"], Vehicles: ["B2"]),
            Indicators:
            [
                new(IndicatorGroup.Goods, Text: "Looks dear"),
                new(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.StartsWith, ["6907"]),
                new(IndicatorGroup.GoodsCountry, "originCountry", IndicatorOperator.OneOf, ["CN", "TR"], Exclusion: true),
            ]);

        var conditions = RiskAreaConditions.Of(area);

        Assert.Equal(
            [
                ("/riskArea/procedures", "procedure", "OneOf", "40", false), ("/riskArea/excluded/procedures", "procedure", "OneOf", "42", true),
                ("/riskArea/authorities", "declarationAuthority", "OneOf", "10100000", false), ("/riskArea/excluded/authorities", "declarationAuthority", "OneOf", "10113000", true),
                ("/riskArea/traders", "traderTaxId", "OneOf", "7700000000", false), ("/riskArea/excluded/traders", "traderTaxId", "OneOf", "5000000000", true),
                ("/riskArea/vehicles", "vehicleNumber", "OneOf", "A1", false), ("/riskArea/excluded/vehicles", "vehicleNumber", "OneOf", "B2", true),
                ("/riskArea/indicators/1", "commodityCode", "StartsWith", "6907", false), ("/riskArea/indicators/2", "originCountry", "OneOf", "CN TR", true),
            ],
            conditions.All.Select(each => (each.Source, each.Field.Name, each.Comparison.ToString(), string.Join(' ', each.Values), each.IsExclusion)));
        Assert.Equal(8, conditions.Lists.Length);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_operator_has_its_comparison(string name)
    {
        var area = new RiskArea("All", Indicators: [new(IndicatorGroup.Goods, "commodityCode", Enum.Parse<IndicatorOperator>(name), ["1"])]);

        Assert.Equal(name, Assert.Single(RiskAreaConditions.Of(area).Indicators).Comparison.ToString());
    }

    public static TheoryData<string> Operators => [.. Enum.GetNames<IndicatorOperator>()];

    [Fact]
    public void Where_an_official_alone_can_judge_software_finds_nothing() =>
        Assert.True(RiskAreaConditions.Of(new("Odd", Procedures: ["40"], Indicators: [new(IndicatorGroup.Goods, Text: "Looks odd")])).FindNothing);
}
