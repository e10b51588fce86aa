using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public sealed class FieldCatalogueTests
{
    [Theory]
    [InlineData(IndicatorGroup.Goods, "commodityCode procedure precedingProcedure movementFeature supplementaryUnit", "goodsDescription manufacturer tradeMark brand model article", "netWeightKg grossWeightKg supplementaryQuantity", "packages")]
    [InlineData(IndicatorGroup.GoodsPayments, "currency valuationMethod paymentKind", "", "customsValue invoiceValue statisticalValueUsd pricePerKg pricePerUnit paymentAmount", "")]
    [InlineData(IndicatorGroup.GoodsPreferences, "preference", "quota", "", "")]
    [InlineData(IndicatorGroup.GoodsDocuments, "documentKind", "documentNumber", "", "")]
    [InlineData(IndicatorGroup.Vehicle, "vehicleKind", "vehicleNumber", "", "")]
    [InlineData(IndicatorGroup.Trader, "traderCategory", "traderTaxId declarantTaxId carrierTaxId representativeTaxId", "", "")]
    [InlineData(IndicatorGroup.Authority, "declarationAuthority borderAuthority controlAuthority", "", "", "")]
    public void Has_the_fields_of_each_group(IndicatorGroup group, string codes, string texts, string decimals, string wholeNumbers)
    {
        Assert.Equal(codes, Names(group, FieldType.Code, FieldType.Digits));
        Assert.Equal(texts, Names(group, FieldType.Text));
        Assert.Equal(decimals, Names(group, FieldType.Decimal));
        Assert.Equal(wholeNumbers, Names(group, FieldType.WholeNumber));
    }

    [Fact]
    public void Has_countries_a_date_and_a_yes_or_no()
    {
        Assert.Equal("originCountry dispatchCountry tradingCountry", Names(IndicatorGroup.GoodsCountry, FieldType.Country));
        Assert.Equal("vehicleCountry", Names(IndicatorGroup.Vehicle, FieldType.Country));
        Assert.Equal("consignorName", Names(IndicatorGroup.Consignment, FieldType.Text));
        Assert.Equal("containerised", Names(IndicatorGroup.Consignment, FieldType.YesNo));
        Assert.Equal("declarationDate", Names(IndicatorGroup.Consignment, FieldType.Date));
        Assert.Equal("declarationKind peculiarity deliveryTerms dealNature", Names(IndicatorGroup.Consignment, FieldType.Code));
        Assert.Equal("destinationCountry", Names(IndicatorGroup.Consignment, FieldType.Country));
        Assert.Equal(50, FieldCatalogue.Shipped.All.Length);
    }

    [Theory]
    [InlineData("a,Goods,text,,A,b", "5 fields are expected, and there are 6")]
    [InlineData(",Goods,text,,A", "a field has a name and a description")]
    [InlineData("packages,Goods,text,,A", "the field packages is listed twice")]
    [InlineData("a,goods,text,,A", "the group must be one of Goods GoodsCountry GoodsPayments GoodsPreferences GoodsDocuments Consignment Vehicle Trader Authority")]
    [InlineData("a,Goods,Text,,A", "the type must be one of code country date decimal digits text wholeNumber yesNo")]
    [InlineData("a,Goods,code,,A", "a code, and nothing else, has a length such as 1-10 or 2 5 8")]
    [InlineData("a,Goods,code,9-8,A", "a code, and nothing else, has a length such as 1-10 or 2 5 8")]
    [InlineData("a,Goods,digits,8 5,A", "a code, and nothing else, has a length such as 1-10 or 2 5 8")]
    [InlineData("a,Goods,digits,1-2-3,A", "a code, and nothing else, has a length such as 1-10 or 2 5 8")]
    [InlineData("a,Goods,text,1-10,A", "a code, and nothing else, has a length such as 1-10 or 2 5 8")]
    public void Names_a_faulty_line(string line, string reason) =>
        Assert.Equal(
            [(3, reason)],
            FieldCatalogue.Parse($"name,group,type,length,description\npackages,Goods,wholeNumber,,Packages\n{line}").Errors.Select(error => (error.Line, error.Reason.InEnglish())));

    [Fact]
    public void There_are_the_249_countries_of_the_standard()
    {
        Assert.Equal(249, Countries.Count);
        Assert.All(["RU", "TR", "CN", "GB", "XK"], code => Assert.Equal(code != "XK", Countries.Has(code)));
    }

    private static string Names(IndicatorGroup group, params FieldType[] types) =>
        string.Join(' ', FieldCatalogue.Shipped.All.Where(field => field.Group == group && types.Contains(field.Type)).Select(field => field.Name));
}
