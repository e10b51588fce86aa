using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Reading;

/// <summary>What goods cost in a month, as a source outside the declarations has it: statistics, an exchange, an offer.</summary>
public sealed record PricePoint
{
    /// <summary>Who publishes it, by a name that loads share: <c>fcs-statistics</c>.</summary>
    public required string Source { get; init; }

    /// <summary>By which the source tells it from others that are alike; null where it has none.</summary>
    public string? Reference { get; init; }

    /// <summary><see cref="Import"/> or <see cref="Export"/>.</summary>
    public required string Direction { get; init; }

    /// <summary>The first day of its month.</summary>
    public required DateOnly Month { get; init; }

    public required string CommodityCode { get; init; }

    public string? OriginCountry { get; init; }

    public string? Maker { get; init; }

    /// <summary>Of delivery, such as <c>CIF</c>.</summary>
    public string? Terms { get; init; }

    /// <summary>Of <see cref="Quantity"/>.</summary>
    public string? Unit { get; init; }

    public string? Region { get; init; }

    /// <summary>Under which the source may be used.</summary>
    public string? Licence { get; init; }

    /// <summary>US dollars, of the whole quantity.</summary>
    public required FixedPoint ValueUsd { get; init; }

    public FixedPoint? NetWeightKg { get; init; }

    /// <summary>In <see cref="Unit"/>.</summary>
    public FixedPoint? Quantity { get; init; }

    public const string Import = "IM";
    public const string Export = "EK";

    /// <summary>US dollars for each net kilogram, six places, half to even; null where there is no weight.</summary>
    public FixedPoint? PricePerKg => NetWeightKg is { } weight ? FixedPoint.Divide(ValueUsd, weight) : null;

    /// <summary>What tells it from all others: SHA-256 of what it is about, without its figures.</summary>
    public byte[] Key => Hash(Source, Reference, Direction, MonthText, CommodityCode, OriginCountry, Maker, Terms, Unit, Region);

    /// <summary>SHA-256 of its figures: the same key with other figures is a conflict.</summary>
    public byte[] Figures => Hash(ValueUsd.ToString(), NetWeightKg?.ToString(), Quantity?.ToString());

    /// <summary>Such as <c>2026-11</c>.</summary>
    public string MonthText => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Texts cannot run into each other: each has its length before it, and one that is missing has none.</summary>
    private static byte[] Hash(params ReadOnlySpan<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[12];
        foreach (var text in texts)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            Utf8Formatter.TryFormat(text is null ? -1 : bytes.Length, length, out var digits);
            hash.AppendData(length[..digits]);
            hash.AppendData("\n"u8);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>Rows that are price points, each for itself.</summary>
internal sealed class MappedPrices(Mapping mapping, Func<string, int> place) : MappedRows
{
    public const string Source = "source", Reference = "reference", Direction = "direction", Month = "period", Code = "commodityCode", Origin = "originCountry", Maker = "maker", Terms = "terms",
        Unit = "unit", Region = "region", Licence = "licence", Value = "valueUsd", Weight = "netWeightKg", Quantity = "quantity";

    /// <summary>All that a mapping of price points can fill.</summary>
    public static readonly ImmutableArray<string> Targets = [Source, Reference, Direction, Month, Code, Origin, Maker, Terms, Unit, Region, Licence, Value, Weight, Quantity];

    /// <summary>What it has to fill.</summary>
    public static readonly ImmutableArray<string> Needed = [Source, Direction, Month, Code, Value];

    private const int LongestText = 200;

    private static readonly Field code = Fields.Get("commodityCode"), country = Fields.Get("originCountry"), unit = Fields.Get("supplementaryUnit");

    private readonly ImmutableArray<(string Name, PlacedSource Source)> targets = [.. mapping.Targets.Select(target => (target.Name, PlacedSource.Of(target.Source, place, mapping)!))];

    public override LoadedLine? Take(long line, IMappedRow row)
    {
        var parts = new DeclarationParts(line);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, FixedPoint>(StringComparer.Ordinal);
        DateOnly? month = null;
        foreach (var (name, source) in targets)
        {
            var pointer = $"/{name}";
            if (source.Text(parts, line, pointer, row) is not { } text)
                continue;
            if (name is Value or Weight or Quantity)
            {
                if (FieldText.TryReadNumber(source.Number(text), isWhole: false, out var number) is { } wrong)
                    parts.Refuse(pointer, wrong);
                else if (number > default(FixedPoint))
                    numbers[name] = number;
                else if (name == Value || number < default(FixedPoint))
                    parts.Refuse(pointer, FaultCode.NotPositive);
            }
            else if (name == Month)
            {
                month = MonthOf(text);
                if (month is null)
                    parts.Refuse(pointer, FaultCode.NotAMonth);
            }
            else if (FaultOf(name, text) is { } fault)
                parts.Refuse(pointer, fault);
            else
                texts[name] = text;
        }
        foreach (var name in Needed)
            EventRules.Require(parts, name == Month ? month : name == Value ? numbers.TryGetValue(name, out var there) ? there : null : texts.GetValueOrDefault(name), $"/{name}");
        if (parts.Faults.Count == 0 && !numbers.ContainsKey(Weight) && !numbers.ContainsKey(Quantity))
            parts.Refuse($"/{Weight}", FaultCode.Missing);
        return parts.Faults.Count > 0 ? new(line, [.. parts.Faults]) : new(line, [], Price: new()
        {
            Source = texts[Source],
            Reference = texts.GetValueOrDefault(Reference),
            Direction = texts[Direction],
            Month = month!.Value,
            CommodityCode = texts[Code],
            OriginCountry = texts.GetValueOrDefault(Origin)?.ToUpperInvariant(),
            Maker = texts.GetValueOrDefault(Maker),
            Terms = texts.GetValueOrDefault(Terms),
            Unit = texts.GetValueOrDefault(Unit),
            Region = texts.GetValueOrDefault(Region),
            Licence = texts.GetValueOrDefault(Licence),
            ValueUsd = numbers[Value],
            NetWeightKg = numbers.TryGetValue(Weight, out var weight) ? weight : null,
            Quantity = numbers.TryGetValue(Quantity, out var quantity) ? quantity : null,
        });
    }

    public override LoadedLine? End() => null;

    private static FaultCode? FaultOf(string name, string text) => name switch
    {
        Direction => text is PricePoint.Import or PricePoint.Export ? null : FaultCode.NotADirection,
        Code => text.Length >= 2 ? FieldText.TryRead(code, text, out _) : FaultCode.NotDigits,
        Origin => FieldText.TryRead(country, text, out _),
        Source or Terms => FieldText.TryRead(unit, text, out _),
        _ => text.Length > LongestText ? FaultCode.TextTooLong : FieldText.TryRead(Fields.Get("goodsDescription"), text, out _),
    };

    private static DateOnly? MonthOf(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day.Year, day.Month, 1) : null;
}
