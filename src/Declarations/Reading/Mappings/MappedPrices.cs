using System.Globalization;

namespace RmsOrleans.Declarations.Reading.Mappings;

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
