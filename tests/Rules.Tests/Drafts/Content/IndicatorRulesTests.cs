using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public sealed class IndicatorRulesTests
{
    private const string At = "/content/riskArea/indicators/4";

    [Theory]
    [InlineData("commodityCode", IndicatorOperator.Equals, "6907210000")]
    [InlineData("commodityCode", IndicatorOperator.OneOf, "6907", "690721")]
    [InlineData("commodityCode", IndicatorOperator.Matches, "^69(07|08)")]
    [InlineData("goodsDescription", IndicatorOperator.StartsWith, "плитка керамическая")]
    [InlineData("goodsDescription", IndicatorOperator.Matches, @"tile\w* .*cer(amic|met)\b")]
    [InlineData("netWeightKg", IndicatorOperator.GreaterOrEqual, "-0.5")]
    [InlineData("netWeightKg", IndicatorOperator.Between, "10", "10.0")]
    [InlineData("netWeightKg", IndicatorOperator.Between, "9.5", "10")]
    [InlineData("packages", IndicatorOperator.LessOrEqual, "9223372036854775807")]
    [InlineData("packages", IndicatorOperator.Between, "9", "10")]
    [InlineData("declarationDate", IndicatorOperator.Between, "2026-12-01", "2027-02-28")]
    [InlineData("declarationDate", IndicatorOperator.GreaterThan, "2024-02-29")]
    [InlineData("originCountry", IndicatorOperator.OneOf, "TR", "CN")]
    [InlineData("containerised", IndicatorOperator.Equals, "yes")]
    [InlineData("containerised", IndicatorOperator.Exists)]
    [InlineData("preference", IndicatorOperator.Exists)]
    [InlineData("preference", IndicatorOperator.Equals, "ОООО-ОО")]
    [InlineData("traderTaxId", IndicatorOperator.StartsWith, "78")]
    [InlineData("declarationAuthority", IndicatorOperator.Equals, "10216000")]
    [InlineData("declarationAuthority", IndicatorOperator.StartsWith, "102")]
    [InlineData("declarationAuthority", IndicatorOperator.OneOf, "10216000", "11216", "05")]
    [InlineData("originCountry", IndicatorOperator.OneOf, "EU", "00")]
    [InlineData("originCountry", IndicatorOperator.DiffersFromField, "dispatchCountry")]
    [InlineData("procedure", IndicatorOperator.EqualsField, "precedingProcedure")]
    [InlineData("netWeightKg", IndicatorOperator.EqualsField, "grossWeightKg")]
    public void A_formal_indicator_is_accepted(string field, IndicatorOperator comparison, params string[] values) =>
        Assert.Empty(ContentFaults.Of(Formal(field, comparison, values)));

    [Theory]
    [InlineData("netWeightKg", IndicatorOperator.StartsWith, "1")]
    [InlineData("packages", IndicatorOperator.Matches, "1")]
    [InlineData("goodsDescription", IndicatorOperator.LessThan, "tiles")]
    [InlineData("commodityCode", IndicatorOperator.Between, "6907", "6908")]
    [InlineData("originCountry", IndicatorOperator.StartsWith, "TR")]
    [InlineData("containerised", IndicatorOperator.GreaterThan, "no")]
    [InlineData("declarationDate", IndicatorOperator.Matches, "2026-12-01")]
    [InlineData("packages", IndicatorOperator.EqualsField, "packages")]
    [InlineData("containerised", IndicatorOperator.DiffersFromField, "containerised")]
    public void An_operator_fits_the_type_of_its_field(string field, IndicatorOperator comparison, params string[] values) =>
        Assert.Equal($"{At}/operator", Assert.Single(ContentFaults.Of(Formal(field, comparison, values))).Pointer);

    [Theory]
    [InlineData(IndicatorOperator.Equals)]
    [InlineData(IndicatorOperator.Equals, "1", "2")]
    [InlineData(IndicatorOperator.OneOf)]
    [InlineData(IndicatorOperator.LessThan, "1", "2")]
    [InlineData(IndicatorOperator.GreaterOrEqual)]
    [InlineData(IndicatorOperator.Between, "1")]
    [InlineData(IndicatorOperator.Between, "1", "2", "3")]
    [InlineData(IndicatorOperator.Exists, "1")]
    public void An_operator_takes_its_number_of_values(IndicatorOperator comparison, params string[] values) =>
        Assert.Equal($"{At}/values", Assert.Single(ContentFaults.Of(Formal("packages", comparison, values))).Pointer);

    [Theory]
    [InlineData("commodityCode", "69072100001")]
    [InlineData("commodityCode", "6907-21")]
    [InlineData("commodityCode", "６９０７")]
    [InlineData("procedure", "40 00")]
    [InlineData("currency", "UUUUUUUUUUUUUUUUUUUUU")]
    [InlineData("netWeightKg", "0,45")]
    [InlineData("netWeightKg", ".5")]
    [InlineData("netWeightKg", "5.")]
    [InlineData("netWeightKg", "+5")]
    [InlineData("netWeightKg", "1e3")]
    [InlineData("netWeightKg", "1 000")]
    [InlineData("netWeightKg", "NaN")]
    [InlineData("netWeightKg", "- 5")]
    [InlineData("netWeightKg", "79228162514264337593543950336")]
    [InlineData("packages", "1.0")]
    [InlineData("packages", "9223372036854775808")]
    [InlineData("declarationDate", "01.12.2026")]
    [InlineData("declarationDate", "2026-02-29")]
    [InlineData("declarationDate", "2026-12-01T00:00:00Z")]
    [InlineData("originCountry", "tr")]
    [InlineData("originCountry", "TUR")]
    [InlineData("originCountry", "ZZ")]
    [InlineData("containerised", "true")]
    [InlineData("borderAuthority", "1021600")]
    [InlineData("borderAuthority", "102160000")]
    [InlineData("goodsDescription", "")]
    [InlineData("goodsDescription", "tile\0")]
    public void A_value_is_read_as_the_type_of_its_field(string field, string value) =>
        Assert.Equal($"{At}/values/1", Assert.Single(ContentFaults.Of(Formal(field, IndicatorOperator.OneOf, Good(field), value))).Pointer);

    [Theory]
    [InlineData("10", "9.99")]
    [InlineData("0", "-1")]
    public void The_lowest_value_comes_first(string first, string second) =>
        Assert.Equal($"{At}/values", Assert.Single(ContentFaults.Of(Formal("netWeightKg", IndicatorOperator.Between, first, second))).Pointer);

    [Theory]
    [InlineData("(6907")]
    [InlineData("[")]
    [InlineData("6907{2,1}")]
    [InlineData(@"\p{Tiles}")]
    public void A_regular_expression_is_well_formed(string pattern) =>
        Assert.Equal($"{At}/values/0", Assert.Single(ContentFaults.Of(Formal("commodityCode", IndicatorOperator.Matches, pattern))).Pointer);

    [Theory]
    [InlineData(@"tile(?=s)")]
    [InlineData(@"(?<!not )tile")]
    [InlineData(@"(\d\d)-\1")]
    [InlineData(@"(?>6+)9")]
    [InlineData(@"((6{0,900}){0,900})")]
    public void A_regular_expression_runs_without_going_back(string pattern) =>
        Assert.Contains("cannot be run in bounded time", Assert.Single(ContentFaults.Of(Formal("goodsDescription", IndicatorOperator.Matches, pattern))).Message.InEnglish());

    [Theory]
    [InlineData("originCountry", "Country of dispatch", "Expected the name of a field of the declaration.")]
    [InlineData("originCountry", "originCountry", "A field is compared with another one.")]
    [InlineData("originCountry", "currency", "The field currency holds another type of value than originCountry.")]
    public void Fields_are_compared_with_another_one_of_their_type(string field, string other, string fault) =>
        Assert.Equal([($"{At}/values/0", fault)], ContentFaults.Of(Formal(field, IndicatorOperator.EqualsField, other)).InEnglish());

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    public void A_regular_expression_has_at_most_a_thousand_characters(int length, int errors) =>
        Assert.Equal(errors, ContentFaults.Of(Formal("commodityCode", IndicatorOperator.Matches, new string('6', length))).Length);

    [Fact]
    public void A_field_that_the_catalogue_does_not_know_is_a_fault() =>
        Assert.Equal(
            [($"{At}/field", "The catalogue knows no such field.")],
            ContentFaults.Of(new Indicator(IndicatorGroup.Goods, "CommodityCode", IndicatorOperator.Equals, ["6907"])).InEnglish());

    [Fact]
    public void A_field_in_another_group_is_a_fault() =>
        Assert.Equal(
            [($"{At}/field", "The field vehicleKind belongs to the group Vehicle, not to Goods.")],
            ContentFaults.Of(new Indicator(IndicatorGroup.Goods, "vehicleKind", IndicatorOperator.Equals, ["31"])).InEnglish());

    public static TheoryData<Indicator, string[]> MixedUp => new()
    {
        { new Indicator(IndicatorGroup.Goods), [At] },
        { new Indicator(IndicatorGroup.Goods, Exclusion: true), [At] },
        { new Indicator(IndicatorGroup.Goods, "commodityCode", Values: ["6907"]), [$"{At}/operator"] },
        { new Indicator(IndicatorGroup.Goods, Operator: IndicatorOperator.Equals, Values: ["6907"]), [$"{At}/field"] },
        { new Indicator(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.Equals, ["6907"], Text: "Tiles"), [$"{At}/text"] },
        { new Indicator(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.Equals, ["6907"], Text: ""), [$"{At}/text"] },
        { new Indicator(IndicatorGroup.Goods, Operator: IndicatorOperator.Equals, Text: "Tiles"), [$"{At}/operator"] },
        { new Indicator(IndicatorGroup.Goods, Values: ["6907"], Text: "Tiles"), [$"{At}/values"] },
        { new Indicator(IndicatorGroup.Goods, Exclusion: true, Text: "Tiles"), [$"{At}/exclusion"] },
        { new Indicator(IndicatorGroup.Goods, Text: ""), [$"{At}/text"] },
    };

    [Theory]
    [MemberData(nameof(MixedUp))]
    public void An_indicator_is_either_formal_or_a_text(Indicator indicator, string[] pointers) =>
        Assert.Equal(pointers, ContentFaults.Of(indicator).Pointers());

    [Theory]
    [InlineData(ApplicationMode.Automatic, 1, 0)]
    [InlineData(ApplicationMode.Automated, 1, 1)]
    [InlineData(ApplicationMode.Informal, 0, 0)]
    [InlineData(ApplicationMode.Informal, 0, 2)]
    [InlineData(ApplicationMode.Informal, 2, 0)]
    public void A_mode_has_its_indicators(ApplicationMode mode, int formal, int texts) => Assert.Empty(Errors(mode, formal, texts));

    [Theory]
    [InlineData(ApplicationMode.Automatic, 0, 0, "")]
    [InlineData(ApplicationMode.Automatic, 1, 1, "/1")]
    [InlineData(ApplicationMode.Automatic, 0, 1, "/0", "")]
    [InlineData(ApplicationMode.Automated, 1, 0, "")]
    [InlineData(ApplicationMode.Automated, 0, 1, "")]
    [InlineData(ApplicationMode.Automated, 0, 0, "", "")]
    public void A_mode_refuses_other_indicators(ApplicationMode mode, int formal, int texts, params string[] pointers) =>
        Assert.Equal(pointers.Select(pointer => $"/content/riskArea/indicators{pointer}"), Errors(mode, formal, texts).Pointers());

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    public void There_are_at_most_a_thousand_indicators(int count, int errors) => Assert.Equal(errors, Errors(ApplicationMode.Automatic, count, 0).Length);

    private static ImmutableArray<ValidationError> Errors(ApplicationMode mode, int formal, int texts) =>
        ContentFaults.Of(
            Ceramics.Content.RiskArea with
            {
                Indicators =
                [
                    .. Enumerable.Repeat(Formal("commodityCode", IndicatorOperator.StartsWith, "69"), formal),
                    .. Enumerable.Repeat(new Indicator(IndicatorGroup.Consignment, Text: "Packing list shows signs of alteration"), texts),
                ],
            },
            mode: mode);

    private static Indicator Formal(string field, IndicatorOperator comparison, params string[] values) =>
        new(FieldCatalogue.Shipped.Find(field)!.Group, field, comparison, [.. values]);

    private static string Good(string field) => FieldCatalogue.Shipped.Find(field)!.Type switch
    {
        FieldType.Text or FieldType.Code => "ab",
        FieldType.Digits => "10216000",
        FieldType.Decimal => "0.45",
        FieldType.WholeNumber => "12",
        FieldType.Date => "2026-12-01",
        FieldType.Country => "TR",
        FieldType.YesNo => "no",
    };
}
