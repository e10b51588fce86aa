using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

/// <summary>What is taken as it is, but hardly meant, of what indicators say.</summary>
public sealed class ContentWarningTests
{
    private const string At = "/content/riskArea/indicators";

    [Fact]
    public void Nothing_is_doubtful_about_what_is_meant() => Assert.Empty(Of(Ceramics.Content));

    [Theory]
    [InlineData(IndicatorOperator.LessThan, IndicatorOperator.GreaterThan)]
    [InlineData(IndicatorOperator.GreaterOrEqual, IndicatorOperator.LessOrEqual)]
    public void Two_bounds_of_one_field_are_alternatives(IndicatorOperator first, IndicatorOperator second)
    {
        var warning = Assert.Single(Of(With([Code, Price(first, "5"), Price(second, "10")], authorities: [])));

        Assert.Equal(($"{At}/2", "alternatives-no-range"), (warning.Pointer, warning.Code));
        Assert.StartsWith("Indicators ", warning.Detail.InEnglish());
    }

    [Fact]
    public void A_range_two_upper_bounds_and_an_exclusion_are_none() => Assert.Empty(Of(With(
        [
            Code, new(IndicatorGroup.GoodsPayments, "pricePerKg", IndicatorOperator.Between, ["5", "10"]), Price(IndicatorOperator.LessThan, "5"), Price(IndicatorOperator.LessThan, "7"),
            Price(IndicatorOperator.GreaterThan, "100") with { Exclusion = true },
        ],
        authorities: [])));

    [Fact]
    public void A_profile_without_a_field_that_narrows_is_tried_on_every_declaration()
    {
        Indicator[] wide = [Price(IndicatorOperator.LessThan, "5")];
        var pattern = Code with { Operator = IndicatorOperator.Matches, Values = ["^69"] };

        var warning = Assert.Single(Of(With(wide, authorities: [])));
        Assert.Equal((At, "no-narrowing-field"), (warning.Pointer, warning.Code));
        Assert.Contains("every declaration", warning.Detail.InEnglish());
        Assert.Single(Of(With([.. wide, pattern], authorities: [])));
        Assert.Single(Of(With([.. wide, Code, pattern], authorities: []))); // an alternative that is no key lets everything in
        Assert.Single(Of(With([.. wide, Code with { Exclusion = true }], authorities: [])));
        Assert.Empty(Of(With([.. wide, Code], authorities: [])));
        Assert.Empty(Of(With(wide, authorities: ["10216000"])));
        Assert.Empty(Of(With([new Indicator(IndicatorGroup.Goods, Text: "To be read.")], authorities: [])));
    }

    [Fact]
    public void A_carrier_is_known_in_transit_alone()
    {
        var warning = Assert.Single(Of(With([Code, new(IndicatorGroup.Trader, "carrierTaxId", IndicatorOperator.Exists)], authorities: [])));

        Assert.Equal(($"{At}/1", "transit-only"), (warning.Pointer, warning.Code));
        Assert.Contains("transit", warning.Detail.InEnglish());
    }

    private static Indicator Code => new(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.StartsWith, ["6907"]);

    private static Indicator Price(IndicatorOperator comparison, string bound) => new(IndicatorGroup.GoodsPayments, "pricePerKg", comparison, [bound]);

    private static DraftContent With(Indicator[] indicators, string[] authorities) => Ceramics.Content with
    {
        RiskArea = Ceramics.Content.RiskArea with { Indicators = [.. indicators], Authorities = [.. authorities], Traders = [] },
    };

    /// <summary>On a day on which the note is in order.</summary>
    private static ImmutableArray<Grains.Kernel.Warning> Of(DraftContent content) => DraftWarnings.Of(content, Ceramics.Note, Ceramics.SignedAt);
}
