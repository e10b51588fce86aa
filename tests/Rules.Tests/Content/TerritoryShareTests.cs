using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Content;

/// <summary>How much of where a risk area applies was looked at, by the offices and posts of the register.</summary>
public sealed class TerritoryShareTests
{
    [Fact]
    public void All_of_it_where_all_was_examined() => Assert.Equal(1, Of(new RiskArea("")));

    [Fact]
    public void All_of_it_where_the_only_office_was_examined() => Assert.Equal(1, Of(Ceramics.Content.RiskArea, Ceramics.Baltic));

    [Fact]
    public void A_directorate_covers_the_offices_below_it() => Assert.Equal(1, Of(Ceramics.Content.RiskArea, Ceramics.NorthWest));

    [Fact]
    public void A_part_where_the_area_is_for_more() => Assert.Equal(0.5, Of(new RiskArea("", Authorities: ["10216000", "10702000"], Excluded: new(Authorities: ["10216020", "10702030"])), Ceramics.Baltic));

    [Fact]
    public void Never_all_where_the_area_is_for_all_of_Russia() => Assert.InRange(Of(new RiskArea(""), Ceramics.Baltic), 0.001, 0.999);

    [Fact]
    public void Nothing_of_another_office() => Assert.Equal(0, Of(Ceramics.Content.RiskArea, Ceramics.Vladivostok));

    private static double Of(RiskArea area, params AuthorityCode[] examined) => TerritoryShare.Of(area, [.. examined], Ceramics.Authorities);
}
