using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Declarations;

/// <summary>A price point as it is stored; numbers are millionths.</summary>
internal sealed record PriceRow
{
    public static readonly RowMapping<PriceRow> Mapping = new(
        "price_points", "p", ["id"],
        (nameof(Weight), [Column<PriceRow>.Number("weight", row => row.Weight, nameof(Weight))]), (nameof(Quantity), [Column<PriceRow>.Number("quantity", row => row.Quantity, nameof(Quantity))]),
        (nameof(Price), [Column<PriceRow>.Number("price", row => row.Price, nameof(Price))]));

    /// <summary>On <c>price_points p</c>: the load that brought it was not taken back.</summary>
    public const string Counts = "not exists (select 1 from price_withdrawals w where w.load = p.load)";

    /// <summary>In the order of loading, from 1.</summary>
    public long Id { get; init; }

    /// <summary>Hexadecimal, as <see cref="PricePoint.Key"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Hexadecimal, as <see cref="PricePoint.Figures"/>.</summary>
    public string Figures { get; init; } = "";

    public string Source { get; init; } = "";

    public string? Reference { get; init; }

    public string Direction { get; init; } = "";

    /// <summary>Such as 202611.</summary>
    public int Month { get; init; }

    public string CommodityCode { get; init; } = "";

    public string? OriginCountry { get; init; }

    public string? Maker { get; init; }

    public string? Terms { get; init; }

    public string? Unit { get; init; }

    public string? Region { get; init; }

    public string? Licence { get; init; }

    public long Value { get; init; }

    public long? Weight { get; init; }

    public long? Quantity { get; init; }

    public long? Price { get; init; }

    public long Load { get; init; }

    public static PriceRow Of(PricePoint point, long load) => new()
    {
        Key = Convert.ToHexStringLower(point.Key),
        Figures = Convert.ToHexStringLower(point.Figures),
        Source = point.Source,
        Reference = point.Reference,
        Direction = point.Direction,
        Month = DeclarationRow.MonthOf(point.Month),
        CommodityCode = point.CommodityCode,
        OriginCountry = point.OriginCountry,
        Maker = point.Maker,
        Terms = point.Terms,
        Unit = point.Unit,
        Region = point.Region,
        Licence = point.Licence,
        Value = point.ValueUsd.Millionths,
        Weight = point.NetWeightKg?.Millionths,
        Quantity = point.Quantity?.Millionths,
        Price = point.PricePerKg?.Millionths,
        Load = load,
    };

    public PricePoint ToPoint() => new()
    {
        Source = Source,
        Reference = Reference,
        Direction = Direction,
        Month = DeclarationRow.FirstDayOf(Month),
        CommodityCode = CommodityCode,
        OriginCountry = OriginCountry,
        Maker = Maker,
        Terms = Terms,
        Unit = Unit,
        Region = Region,
        Licence = Licence,
        ValueUsd = new FixedPoint(Value),
        NetWeightKg = Weight is { } weight ? new FixedPoint(weight) : null,
        Quantity = Quantity is { } quantity ? new FixedPoint(quantity) : null,
    };
}
