using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public class IndicatorMarkTests
{
    [Fact]
    public void Are_fields_with_values_and_of_amounts_the_field_alone()
    {
        Assert.Equal(["commodityCode=690721", "commodityCode=6907", "pricePerKg="], Of([.. Ceramics.Content.RiskArea.Indicators]));
    }

    [Fact]
    public void Of_texts_and_codes_are_folded_and_counted_once()
    {
        Assert.Equal(
            ["consignorName=acme", "originCountry=tr", "originCountry=cn", "commodityCode=6907"],
            Of(
                new Indicator(IndicatorGroup.Consignment, "consignorName", IndicatorOperator.Equals, [" ACME "]), new Indicator(IndicatorGroup.Consignment, "consignorName", IndicatorOperator.StartsWith, ["Acme"]),
                new Indicator(IndicatorGroup.GoodsCountry, "originCountry", IndicatorOperator.OneOf, ["TR", "CN"]), new Indicator(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.Equals, ["6907"])));
    }

    [Fact]
    public void What_is_not_finished_counts_as_far_as_it_goes()
    {
        Assert.Equal(
            ["commodityCode="],
            Of(new Indicator(IndicatorGroup.Goods, "commodityCode"), new Indicator(IndicatorGroup.Goods, "unheardOf", IndicatorOperator.Equals, ["1"]), new Indicator(IndicatorGroup.Goods), new Indicator(IndicatorGroup.Goods, Text: "x")));
        Assert.Empty(Of(new Indicator(IndicatorGroup.Trader, "traderTaxId", IndicatorOperator.OneOf, ["7801234567"], Exclusion: true)));
        Assert.Equal(IndicatorMarks.Most, Of(new Indicator(IndicatorGroup.Trader, "traderTaxId", IndicatorOperator.OneOf, [.. Enumerable.Range(0, 1000).Select(i => $"{i}")])).Count());
    }

    private static IEnumerable<string> Of(params ImmutableArray<Indicator> indicators) => IndicatorMarks.Of(indicators).Select(mark => mark.ToString());
}
