using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public sealed class RiskAreaRulesTests
{
    private static RiskArea Area => Ceramics.Content.RiskArea;

    [Theory]
    [InlineData(Territory.AllRussian)]
    [InlineData(Territory.Regional, "10200000")]
    [InlineData(Territory.Zonal, "10216000")]
    [InlineData(Territory.Zonal, "10216000", "10702000", "10005000")]
    public void A_territory_has_its_authorities(Territory territory, params string[] codes) =>
        Assert.Empty(ContentFaults.Of(Area with { Authorities = [.. codes] }, territory));

    [Theory]
    [InlineData(Territory.AllRussian, "", "10216000")]
    [InlineData(Territory.Regional, "")]
    [InlineData(Territory.Regional, "", "10200000", "10700000")]
    [InlineData(Territory.Regional, "/0", "10216000")]
    [InlineData(Territory.Regional, "/0", "10000000")]
    [InlineData(Territory.Zonal, "")]
    [InlineData(Territory.Zonal, "/1", "10216000", "10216020")]
    [InlineData(Territory.Zonal, "/0", "10200000")]
    [InlineData(Territory.Zonal, "/0", "10999000")]
    [InlineData(Territory.Zonal, "/0", "1021600")]
    [InlineData(Territory.Zonal, "/0", "20216000")]
    [InlineData(Territory.Zonal, "/0", "")]
    public void A_territory_refuses_other_authorities(Territory territory, string at, params string[] codes) =>
        Assert.Equal($"/content/riskArea/authorities{at}", Assert.Single(ContentFaults.Of(Area with { Authorities = [.. codes] }, territory)).Pointer);

    [Theory]
    [InlineData("10000000")]
    [InlineData("10200000")]
    [InlineData("10216000")]
    [InlineData("10216020")]
    public void Any_known_authority_can_be_excluded(string code) =>
        Assert.Empty(ContentFaults.Of(Area with { Excluded = new Exclusions(Authorities: [code]) }));

    [Fact]
    public void An_area_without_limits_and_indicators_is_an_informal_profile_of_all_Russia() =>
        Assert.Empty(ContentFaults.Of(new RiskArea("All tiles."), Territory.AllRussian, ApplicationMode.Informal));

    [Fact]
    public void Every_list_is_checked_item_by_item()
    {
        var area = Area with
        {
            Procedures = ["40", ""],
            Traders = ["\0"],
            Vehicles = [" "],
            Excluded = new Exclusions([""], ["no code"], ["7802345678", ""], ["\u0001"]),
        };

        Assert.Equal(
            [
                "/content/riskArea/excluded/authorities/0",
                "/content/riskArea/excluded/procedures/0",
                "/content/riskArea/excluded/traders/1",
                "/content/riskArea/excluded/vehicles/0",
                "/content/riskArea/procedures/1",
                "/content/riskArea/traders/0",
                "/content/riskArea/vehicles/0",
            ],
            ContentFaults.Of(area).Pointers().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(10_001, 1)]
    public void A_list_has_at_most_ten_thousand_items(int length, int errors) =>
        Assert.Equal(errors, ContentFaults.Of(Area with { Traders = [.. Enumerable.Repeat("7802345678", length)] }).Length);
}
