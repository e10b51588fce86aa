using System.Globalization;

namespace RmsOrleans.Declarations.Reading.Mappings;

/// <summary>The values of a row, by the places of their columns.</summary>
internal interface IMappedRow
{
    /// <summary>Empty where there is none.</summary>
    string this[int column] { get; }
}

/// <summary>A source whose column is found, in the words of its mapping.</summary>
internal sealed class PlacedSource(MappedSource source, int column, Mapping mapping)
{
    /// <summary>What .NET's exact numbers can bear, beyond the point too.</summary>
    private const NumberStyles Signs = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static PlacedSource? Of(MappedSource? source, Func<string, int> place, Mapping mapping) =>
        source is null ? null : new(source, source.Column is { } column ? place(column) : -1, mapping);

    /// <summary>As it stands in the row.</summary>
    public string Raw(IMappedRow row) => column < 0 ? source.Constant ?? "" : row[column];

    /// <summary>As the reader of its field takes it; null where there is nothing, or where that is a fault.</summary>
    public string? Text(DeclarationParts parts, long line, string pointer, IMappedRow row)
    {
        var text = Text(row, out var notInTable);
        if (notInTable is not null)
            parts.Refuse(line, pointer, FaultCode.NotInTable, notInTable);
        return text;
    }

    /// <inheritdoc cref="Text(DeclarationParts, long, string, IMappedRow)"/>
    /// <param name="notInTable">What is the fault, for who makes no place of each value.</param>
    public string? Text(IMappedRow row, out string? notInTable)
    {
        notInTable = null;
        var text = Raw(row);
        if (FieldText.IsMissing(text))
            return null;
        text = text.Trim();
        if (source.Table is { } table)
        {
            if (table.TryGetValue(text, out var meant))
                return FieldText.IsMissing(meant) ? null : meant;
            notInTable = source.Column is { } of ? $"{of}: {text}" : text;
            return null;
        }
        return source.DayFormat is { } format && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>A number with a point and at most as many places as one may have, as far as the mapping says how to come to it.</summary>
    public string Number(string text)
    {
        if (mapping.HasDecimalComma)
            text = string.Concat(text.Where(sign => !char.IsWhiteSpace(sign))).Replace(',', '.');
        return mapping.Rounds && FixedPoint.TryRead(text, out _) is not null && decimal.TryParse(text, Signs, CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number, FixedPoint.Places, MidpointRounding.ToEven).ToString(CultureInfo.InvariantCulture) : text;
    }

    public static int Whole(DeclarationParts parts, long line, string pointer, string text, int most, FaultCode fault)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        parts.Refuse(line, pointer, fault);
        return 0;
    }

    public static bool? Truth(DeclarationParts parts, long line, string pointer, string text)
    {
        bool? truth = text.ToLowerInvariant() switch
        {
            "true" or "yes" or "1" => true,
            "false" or "no" or "0" => false,
            _ => null,
        };
        if (truth is null)
            parts.Refuse(line, pointer, FaultCode.NotYesNo);
        return truth;
    }

    public void Outcome(ref OutcomeParts outcome, DeclarationParts parts, long line, string pointer, string target, string text)
    {
        switch (target)
        {
            case MappingJson.IsControlled:
                outcome.IsControlled = Truth(parts, line, pointer, text);
                break;
            case MappingJson.HasFinding:
                outcome.HasFinding = Truth(parts, line, pointer, text);
                break;
            case MappingJson.Payments:
                outcome.Payments = Amount(parts, line, pointer, text);
                break;
            default:
                outcome.Hours = Amount(parts, line, pointer, text);
                break;
        }
    }

    private FixedPoint? Amount(DeclarationParts parts, long line, string pointer, string text)
    {
        if (FieldText.TryReadNumber(Number(text), isWhole: false, out var number) is not { } fault)
            return number;
        parts.Refuse(line, pointer, fault);
        return null;
    }
}

/// <summary>The number of a declaration in a row.</summary>
internal sealed class PlacedNumber(NumberSource source, Func<string, int> place, Mapping mapping)
{
    private const int LongestSerial = 7;

    private readonly PlacedSource? whole = PlacedSource.Of(source.Whole, place, mapping);
    private readonly PlacedSource? authority = PlacedSource.Of(source.Authority, place, mapping);
    private readonly PlacedSource? day = PlacedSource.Of(source.Day, place, mapping);
    private readonly PlacedSource? serial = PlacedSource.Of(source.Serial, place, mapping);

    /// <summary>What rows of one declaration have in common.</summary>
    public (string? Whole, string? Authority, string? Day, string? Serial) Raw(IMappedRow row) => (whole?.Raw(row), authority?.Raw(row), day?.Raw(row), serial?.Raw(row));

    public void Read(DeclarationParts parts, IMappedRow row)
    {
        const string pointer = "/number";
        if ((whole is not null ? whole.Text(parts, parts.Line, pointer, row) : Joined(parts, pointer, row)) is { } number)
            parts.SetNumber(number);
        else if (parts.Faults.Count > 0)
            parts.HasNoNumber();
    }

    private string? Joined(DeclarationParts parts, string pointer, IMappedRow row)
    {
        var (of, on, which) = (authority!.Text(parts, parts.Line, pointer, row), day!.Text(parts, parts.Line, pointer, row), serial!.Text(parts, parts.Line, pointer, row));
        if (of is null || on is null || which is null)
            return null;
        if (which.Length > LongestSerial && !which.Contains('/', StringComparison.Ordinal)) // a number may go on behind a slash
            which = $"{which[..LongestSerial]}/{which[LongestSerial..]}";
        if (DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            on = read.ToString("ddMMyy", CultureInfo.InvariantCulture);
        return $"{of}/{on}/{which}";
    }
}
