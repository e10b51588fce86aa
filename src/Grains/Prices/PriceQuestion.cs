using System.Globalization;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Prices;

/// <summary>What prices a research is of.</summary>
/// <param name="CommodityCode">Or what it begins with.</param>
/// <param name="OriginCountry">Null for all.</param>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The first day of the last month.</param>
/// <param name="Source">Of price points; null for all.</param>
public sealed record PriceQuestion(PriceBasis Basis, PriceDirection Direction, string CommodityCode, string? OriginCountry, DateOnly From, DateOnly To, string? Source = null)
{
    /// <summary>The last day of the last month.</summary>
    public DateOnly LastDay => To.AddMonths(1).AddDays(-1);

    /// <summary>As box 1 of a declaration and price points have it.</summary>
    public string DirectionCode => Direction.Code();

    /// <summary>What hits the same goods, as conditions of a draft.</summary>
    public ImmutableArray<Indicator> Goods =>
    [
        new(IndicatorGroup.Consignment, "declarationKind", IndicatorOperator.Equals, [DirectionCode]),
        new(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.StartsWith, [CommodityCode]),
        .. OriginCountry is { } origin ? (Indicator[])[new(IndicatorGroup.GoodsCountry, "originCountry", IndicatorOperator.Equals, [origin])] : [],
    ];

    /// <summary>…that are declared below a price.</summary>
    public ImmutableArray<Indicator> Below(decimal threshold) =>
        [.. Goods, new(IndicatorGroup.GoodsPayments, "pricePerKg", IndicatorOperator.LessThan, [PriceText.Of(threshold)])];
}

/// <summary>What prices a research is made of.</summary>
public enum PriceBasis
{
    /// <summary>Those that were loaded from other sources.</summary>
    PricePoints,

    /// <summary>Those of declarations that the asker's authority sees, by value and net weight, each as it was lodged.</summary>
    Declarations,
}

/// <summary>Which way goods went.</summary>
public enum PriceDirection
{
    Import,
    Export,
}

/// <summary>What people call these.</summary>
public static class PriceNames
{
    public static Phrase InWords(this PriceBasis basis) => basis switch
    {
        PriceBasis.PricePoints => new("price points", "ценовые данные"),
        PriceBasis.Declarations => new("declarations", "декларации"),
    };

    /// <summary>As box 1 of a declaration and price points have it.</summary>
    public static string Code(this PriceDirection direction) => direction switch
    {
        PriceDirection.Import => PricePoint.Import,
        PriceDirection.Export => PricePoint.Export,
    };

    public static Phrase InWords(this PriceDirection direction) => direction switch
    {
        PriceDirection.Import => new("import", "ввоз"),
        PriceDirection.Export => new("export", "вывоз"),
    };
}

/// <summary>Prices and months as fields of entries and indicators have them.</summary>
public static class PriceText
{
    public static string Of(decimal price) => price.ToString("0.######", CultureInfo.InvariantCulture);

    public static string Of(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>A research is an entry of the register of this name: number, chain, steps and readers are those of every entry. Its figures are named by their hash.</summary>
public static class PriceResearches
{
    public const string Register = ShippedKinds.PriceResearch;

    /// <summary>In which it holds, as long as its last day has not passed.</summary>
    public const string Approved = "approved";

    public const string Figures = "figures", ValidTo = "validTo", Threshold = "threshold", Revision = "dataRevision";

    private const string Basis = "basis", Direction = "direction", Code = "commodityCode", Origin = "originCountry", From = "fromMonth", To = "toMonth", Source = "source";

    /// <summary>What the asker says.</summary>
    public static ImmutableSortedDictionary<string, string> Values(PriceQuestion question)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values[Basis] = question.Basis == PriceBasis.PricePoints ? "price-points" : "declarations";
        values[Direction] = question.Direction == PriceDirection.Import ? "import" : "export";
        values[Code] = question.CommodityCode;
        values[From] = PriceText.Of(question.From);
        values[To] = PriceText.Of(question.To);
        if (question.OriginCountry is { } origin)
            values[Origin] = origin;
        if (question.Source is { } source)
            values[Source] = source;
        return values.ToImmutable();
    }

    /// <summary>What the program says to it.</summary>
    /// <param name="sha256">Of the figures.</param>
    public static ImmutableSortedDictionary<string, string> Computed(PriceFigures figures, string sha256) => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        (KeyValuePair<string, string>[])
        [
            new("prices", figures.Count.ToString(CultureInfo.InvariantCulture)), new("mean", PriceText.Of(figures.Mean)), new("median", PriceText.Of(figures.Median)),
            new("lowerQuartile", PriceText.Of(figures.LowerQuartile)), new("upperQuartile", PriceText.Of(figures.UpperQuartile)), new("deviation", PriceText.Of(figures.Deviation)),
            new("thresholdPercent", PriceText.Of(figures.ThresholdPercent)), new(Threshold, PriceText.Of(figures.Threshold)),
            new(Revision, figures.Revision.ToString(CultureInfo.InvariantCulture)), new(Figures, sha256),
        ]);

    /// <summary>The question of a research, from what its line has in the open.</summary>
    public static PriceQuestion QuestionOf(IReadOnlyDictionary<string, string> values) => new(
        values[Basis] == "declarations" ? PriceBasis.Declarations : PriceBasis.PricePoints, values[Direction] == "export" ? PriceDirection.Export : PriceDirection.Import, values[Code],
        values.GetValueOrDefault(Origin), MonthOf(values[From]), MonthOf(values[To]), values.GetValueOrDefault(Source));

    public static bool IsInForce(Entry entry, DateOnly today) =>
        entry.State == Approved && LastDayOf(entry) >= today;

    /// <summary>The last day on which it holds; null as long as nobody has said it.</summary>
    public static DateOnly? LastDayOf(Entry entry) => entry.Open.TryGetValue(ValidTo, out var text) ? DayText.Read(text) : null;

    public static decimal MedianOf(Entry entry) => decimal.Parse(entry.Open["median"], CultureInfo.InvariantCulture);

    private static DateOnly MonthOf(string text) => DayText.TryReadMonth(text, out var month) ? month : throw new FormatException($"'{text}' is no month.");
}

/// <summary>When the flow has left a research.</summary>
public static class PriceDrift
{
    /// <summary>Whether one median differs from the other by more than so many per cent of it, and where to; null if it does not.</summary>
    public static DriftDirection? Of(decimal approved, decimal flow, decimal percent) =>
        Math.Abs(flow - approved) * 100 <= percent * approved ? null : flow > approved ? DriftDirection.Up : DriftDirection.Down;
}

public enum DriftDirection
{
    Up,
    Down,
}
