using System.Collections.Immutable;
using System.Globalization;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>Profiles by a seed, as a directory has them: most name goods, some only traders, prices, documents or words of a description.</summary>
internal sealed class MadeProfiles(int seed)
{
    private readonly Random random = new(seed);

    public static IEnumerable<RiskConditions> Take(int count)
    {
        var made = new MadeProfiles(seed: 3);
        return Enumerable.Range(0, count).Select(made.Next);
    }

    private RiskConditions Next(int i)
    {
        ImmutableArray<Condition> lists = i % 3 == 0 ? [One("declarationAuthority", Comparison.OneOf, Offices())] : [];
        return new(lists, (i % 20) switch
        {
            < 7 => [Goods(4 + (i % 3)), One("originCountry", Comparison.OneOf, Countries(3)), One("pricePerKg", Comparison.LessThan, Number(0.5, 40))],
            < 9 => [Goods(4), Goods(4), One("procedure", Comparison.Equals, "40"), One("netWeightKg", Comparison.Between, Number(10, 500), Number(5_000, 20_000))],
            < 11 => [Goods(10), One("traderTaxId", Comparison.OneOf, Traders(30)) with { IsExclusion = true }],
            < 13 => [One("originCountry", Comparison.Equals, Countries(1)), One("customsValue", Comparison.GreaterThan, Number(1_000_000, 90_000_000)), One("preference", Comparison.Exists)],
            13 => [One("traderTaxId", Comparison.OneOf, Traders(40))],
            14 => [One("originCountry", Comparison.DiffersFromField, "dispatchCountry"), Goods(2)],
            < 17 => [Goods(2), One("goodsDescription", Comparison.Matches, random.Next(2) == 0 ? @"\bзел[её]н" : "керам.*пола"), One("pricePerKg", Comparison.LessThan, Number(1, 60))],
            17 => [One("documentKind", Comparison.Equals, "01191"), One("documentNumber", Comparison.StartsWith, $"ЕАЭС RU Д-{random.Next(100):d2}"), Goods(2)],
            18 => [One("paymentKind", Comparison.Equals, "2010"), One("paymentAmount", Comparison.LessThan, Number(10, 1_000)), One("originCountry", Comparison.OneOf, Countries(4))],
            _ => [One("vehicleCountry", Comparison.OneOf, Countries(4)), One("currency", Comparison.Equals, "EUR"), One("pricePerKg", Comparison.LessThan, Number(0.5, 20))],
        });
    }

    /// <summary>The beginning of a code of goods.</summary>
    public Condition Goods(int digits) => One("commodityCode", Comparison.StartsWith, MadeFlow.Code(Few(MadeFlow.Goods))[..digits]);

    private static Condition One(string field, Comparison comparison, params ImmutableArray<string> values) => new(Fields.Get(field), comparison, values, IsExclusion: false, "/riskArea/indicators");

    private ImmutableArray<string> Countries(int count) => [.. Enumerable.Range(0, count).Select(_ => MadeFlow.Countries[Few(MadeFlow.Countries.Length)])];

    private ImmutableArray<string> Traders(int count) => [.. Enumerable.Range(0, count).Select(_ => MadeFlow.TaxId(Few(MadeFlow.Traders)))];

    private ImmutableArray<string> Offices() => [.. Enumerable.Range(0, 2).Select(_ => $"{MadeFlow.Post(Few(MadeFlow.Posts))[..5]}000")];

    /// <summary>One of so many, the first ones more often, as in the flow.</summary>
    private int Few(int count) => (int)(count * Math.Pow(random.NextDouble(), 3));

    private string Number(double least, double most) => (least + (random.NextDouble() * (most - least))).ToString("0.##", CultureInfo.InvariantCulture);
}
