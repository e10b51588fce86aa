using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Tests.Stage;

namespace RmsOrleans.Declarations.Tests.Conditions;

/// <summary>The ten decisions on what holds when, each by examples.</summary>
public sealed class MeaningTests
{
    private static readonly AuthorityTree authorities = new(1,
        [("10000000", null), ("10100000", "10000000"), ("10113000", "10100000"), ("10113110", "10113000"), ("10200000", "10000000"), ("10005000", "10000000")]);

    [Theory]
    // 1. Indicators are tested on one item together with the head.
    [InlineData("commodityCode equals 6907; originCountry equals CN", "", "commodityCode=6907; originCountry=TR | commodityCode=6908; originCountry=CN", "")]
    [InlineData("commodityCode equals 6907; dispatchCountry equals CN", "dispatchCountry=CN", "commodityCode=6907 | commodityCode=6908", "1")]
    [InlineData("dispatchCountry equals CN", "dispatchCountry=CN", "commodityCode=6907 | commodityCode=6908", "0")]
    [InlineData("dispatchCountry differsFromField originCountry", "dispatchCountry=CN", "originCountry=CN | originCountry=TR", "2")]
    [InlineData("dispatchCountry equals CN; not commodityCode equals 6908", "dispatchCountry=CN", "commodityCode=6907 | commodityCode=6908", "1")]
    // 2. Alternatives of one field; different fields must all hold; an exclusion ends it; lists are conditions too.
    [InlineData("netWeightKg greaterThan 5; netWeightKg lessThan 10", "", "netWeightKg=1 | netWeightKg=7 | netWeightKg=20", "1 2 3")]
    [InlineData("netWeightKg between 5 10", "", "netWeightKg=4.999999 | netWeightKg=5 | netWeightKg=10 | netWeightKg=10.000001", "2 3")]
    [InlineData("list procedure oneOf 40; procedure oneOf 10 40", "", "procedure=10 | procedure=40", "2")]
    [InlineData("list procedure oneOf 40", "", "procedure=40", "")]
    [InlineData("originCountry exists; list not procedure oneOf 40", "", "procedure=40; originCountry=CN | procedure=10; originCountry=CN | originCountry=CN", "2 3")]
    // 3. What is missing never holds and never excludes; only exists speaks of it.
    [InlineData("netWeightKg lessThan 5", "", "commodityCode=1", "")]
    [InlineData("commodityCode exists; not originCountry equals CN", "", "commodityCode=1 | commodityCode=1; originCountry=CN", "1")]
    [InlineData("commodityCode exists; not originCountry exists", "", "commodityCode=1 | commodityCode=1; originCountry=CN", "1")]
    [InlineData("originCountry differsFromField dispatchCountry", "", "originCountry=CN", "")]
    // 4. Texts are folded.
    [InlineData("goodsDescription equals плитка", "", "goodsDescription= Плитка  | goodsDescription=ПЛИТКА", "1 2")]
    [InlineData("brand equals ЁЛКА", "", "brand=елка | brand=Е\u0308лка | brand=ёлка", "1 2 3")]
    [InlineData("brand equals cafe\u0301", "", "brand=CAFÉ | brand=cafe", "1")]
    [InlineData("vehicleNumber equals A123BC", "vehicles=vehicleNumber:А123ВС", "", "0")]
    [InlineData("brand equals A", "", "brand=А", "")]
    // 5. Patterns run over folded texts, anywhere in them.
    [InlineData(@"goodsDescription matches плит\w+\s\d", "", "goodsDescription=Керам. ПЛИТКА 5 мм | goodsDescription=плитка", "1")]
    [InlineData("brand matches ё", "", "brand=ЕЛКА", "1")]
    [InlineData("vehicleNumber matches ^[A-Z]\\d{3}[A-Z]{2}$", "vehicles=vehicleNumber:А123ВС", "", "0")]
    [InlineData("vehicleNumber matches ^[А-Я]\\d{3}[А-Я]{2}$", "vehicles=vehicleNumber:A123BC", "", "0")]
    // 6. Numbers are exact; a bound is rounded to the side on which it says the same.
    [InlineData("pricePerKg lessThan 0.4500001", "", "pricePerKg=0.45 | pricePerKg=0.450001", "1")]
    [InlineData("pricePerKg equals 0.4500001", "", "pricePerKg=0.45 | pricePerKg=0.450001", "")]
    [InlineData("pricePerKg greaterOrEqual 0.4500001", "", "pricePerKg=0.45 | pricePerKg=0.450001", "2")]
    [InlineData("pricePerKg greaterThan -0.4500001", "", "pricePerKg=-0.450001 | pricePerKg=-0.45", "2")]
    [InlineData("customsValue lessThan 999999999999999999999999999999", "", "customsValue=9200000000000 | customsValue=-9200000000000", "1 2")]
    [InlineData("customsValue greaterThan 999999999999999999999999999999", "", "customsValue=9200000000000", "")]
    [InlineData("customsValue equals 12.0000000000000000000000000", "", "customsValue=12", "1")]
    [InlineData("originCountry oneOf EU 00", "", "originCountry=EU | originCountry=00 | commodityCode=1", "1 2")]
    // 7. Authorities go through the register.
    [InlineData("declarationAuthority equals 10000000", "declarationAuthority=10113110", "", "0")]
    [InlineData("declarationAuthority equals 10100000", "declarationAuthority=10113110", "", "0")]
    [InlineData("declarationAuthority equals 10100000", "declarationAuthority=10113999", "", "0")]
    [InlineData("declarationAuthority equals 10200000", "declarationAuthority=10113110", "", "")]
    [InlineData("declarationAuthority equals 10113110", "declarationAuthority=10113000", "", "")]
    [InlineData("declarationAuthority startsWith 10113", "declarationAuthority=10113110", "", "0")]
    // 8. Dates are days.
    [InlineData("declarationDate between 2026-01-15 2026-01-16", "declarationDate=2026-01-15", "", "0")]
    [InlineData("declarationDate lessThan 2026-01-15", "declarationDate=2026-01-15", "", "")]
    // 9. Several values: any holds, any excludes; properties of one thing on the same one.
    [InlineData("documentKind equals 1; documentNumber equals X", "", "documents=documentKind:1,documentNumber:Y; documents=documentKind:2,documentNumber:X | documents=documentKind:1,documentNumber:X", "2")]
    [InlineData("commodityCode exists; not documentKind equals 1", "", "commodityCode=1; documents=documentKind:2; documents=documentKind:1 | commodityCode=1; documents=documentKind:2", "2")]
    [InlineData("list vehicleNumber oneOf B7; vehicleCountry equals DE", "vehicles=vehicleNumber:B7,vehicleCountry:TR; vehicles=vehicleNumber:D1,vehicleCountry:DE", "", "")]
    [InlineData("vehicleCountry differsFromField dispatchCountry", "dispatchCountry=DE; vehicles=vehicleCountry:DE; vehicles=vehicleCountry:TR", "", "0")]
    [InlineData("borderAuthority equals 10200000", "borderAuthorities=borderAuthority:10113110; borderAuthorities=borderAuthority:10200000", "", "0")]
    public void What_holds_when(string conditions, string head, string items, string hits)
    {
        var declaration = Written.Declaration(head, items.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

        var verdict = new Meaning(Written.Conditions(conditions), authorities, Folding.Default).Of(declaration);

        Assert.Equal(hits, string.Join(' ', verdict.Hits));
        Assert.Equal(hits.Length > 0 ? Verdict.Yes : Verdict.No, verdict.Verdict);
    }

    [Theory]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    [InlineData("(?>a)")]
    [InlineData("((a{1,100}){1,100}){1,100}")]
    [InlineData("(")]
    public void A_pattern_that_cannot_run_is_undecided_never_no(string pattern)
    {
        var declaration = Written.Declaration("", "brand=x; commodityCode=1", "commodityCode=1", "brand=x; commodityCode=2");
        var condition = new Condition(Fields.Get("brand"), Comparison.Matches, [pattern], IsExclusion: false, "/riskArea/indicators/0");
        var commodity = new Condition(Fields.Get("commodityCode"), Comparison.Equals, ["1"], IsExclusion: false, "/riskArea/indicators/1");

        var positive = new Meaning(new([], [condition, commodity]), authorities, Folding.Default);
        var excluding = new Meaning(new([], [condition with { IsExclusion = true }, commodity]), authorities, Folding.Default);

        Assert.Equal([Verdict.Undecided, Verdict.No, Verdict.No], positive.Of(declaration).Items.Select(item => item.Verdict));
        Assert.Equal([Verdict.Undecided, Verdict.Yes, Verdict.No], excluding.Of(declaration).Items.Select(item => item.Verdict));
        Assert.Equal("/riskArea/indicators/0", Assert.Single(positive.Undecided));
        Assert.Equal(Verdict.Undecided, positive.Of(declaration).Verdict);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData(@"^(\w+\s?)+Ж$")]
    public async Task A_pattern_that_goes_back_elsewhere_ends_on_a_long_text(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat("аaaa aa ", FoldedText.Longest / 8)) + "!";
        var declaration = Written.Declaration("", $"goodsDescription={text}");
        var meaning = new Meaning(new([], [new(Fields.Get("goodsDescription"), Comparison.Matches, [pattern], IsExclusion: false, "/0")]), authorities, Folding.Default);

        Assert.Equal(Verdict.No, (await Task.Run(() => meaning.Of(declaration)).WaitAsync(TimeSpan.FromMinutes(1))).Verdict);
    }

    [Fact]
    public void An_item_says_of_each_condition_whether_it_holds()
    {
        var conditions = Written.Conditions("commodityCode startsWith 69; originCountry equals CN; not procedure equals 10");

        var item = Assert.Single(new Meaning(conditions, authorities, Folding.Default).Of(Written.Declaration("", "commodityCode=6907; originCountry=TR; procedure=10")).Items);

        Assert.Equal(
            [("/0", Verdict.Yes), ("/1", Verdict.No), ("/2", Verdict.Yes)],
            item.Conditions.Select(each => (each.Condition.Source, each.Verdict)));
    }
}
