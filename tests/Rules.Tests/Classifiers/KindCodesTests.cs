using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Classifiers;

public sealed class KindCodesTests
{
    private const string Header = "code,kind,territory,valid_from,valid_to\n";
    private static readonly DateOnly day = new(2026, 11, 21);

    [Theory]
    [InlineData(ProfileKind.Regular, Territory.AllRussian, "11")]
    [InlineData(ProfileKind.Regular, Territory.Regional, "12")]
    [InlineData(ProfileKind.Regular, Territory.Zonal, "13")]
    [InlineData(ProfileKind.Urgent, Territory.AllRussian, "20")]
    [InlineData(ProfileKind.Urgent, Territory.Zonal, "20")]
    [InlineData(ProfileKind.Orientation, Territory.AllRussian, "25")]
    [InlineData(ProfileKind.Orientation, Territory.Regional, "26")]
    [InlineData(ProfileKind.Orientation, Territory.Zonal, "27")]
    public void A_profile_has_the_code_of_its_kind_and_territory(ProfileKind kind, Territory territory, string code) =>
        Assert.Equal(code, KindCodes.Shipped.Find(kind, territory, day));

    [Theory]
    [InlineData("2019-12-31", "20")]
    [InlineData("2020-01-01", "21")]
    [InlineData("2010-12-31", null)]
    public void A_code_holds_on_its_days(string on, string? code)
    {
        var file = KindCodes.Parse(Header + "20,Urgent,,2011-01-01,2019-12-31\n21,Urgent,,2020-01-01,\n");

        Assert.Empty(file.Errors);
        Assert.Equal(code, new KindCodes(file.Rows).Find(ProfileKind.Urgent, Territory.Regional, DateOnly.Parse(on)));
    }

    [Theory]
    [InlineData("2,Urgent,,2011-01-01,", "a kind code has two digits")]
    [InlineData("20,urgent,,2011-01-01,", "the kind must be one of Regular Urgent Orientation")]
    [InlineData("20,Urgent,Local,2011-01-01,", "the territory must be one of AllRussian Regional Zonal, or nothing for all")]
    [InlineData("20,Urgent,,2011,", "the first day must be a date such as 2026-01-31")]
    [InlineData("14,Regular,Zonal,2015-01-01,", "another row says the same or something else for these profiles and days")]
    [InlineData("14,Regular,,2015-01-01,", "another row says the same or something else for these profiles and days")]
    public void A_faulty_line_is_named(string line, string reason) =>
        Assert.Equal([(3, reason)], KindCodes.Parse($"{Header}13,Regular,Zonal,2011-01-01,2019-12-31\n{line}").Errors.Select(error => (error.Line, error.Reason.InEnglish())));
}
