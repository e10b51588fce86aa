using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RmsOrleans.Grains.Content;

/// <summary>The fields of a declaration, from <c>fields.csv</c>.</summary>
internal sealed class FieldCatalogue(ImmutableArray<DeclarationField> fields)
{
    private const string Resource = "fields.csv";
    private const string Header = "name,group,type,length,description";

    private static readonly Lazy<FieldCatalogue> shipped = new(() => new(Csv.Shipped<DeclarationField>(Resource, Header, Read)));
    private static readonly FrozenDictionary<string, FieldType> types =
        Enum.GetValues<FieldType>().ToFrozenDictionary(type => $"{char.ToLowerInvariant(type.ToString()[0])}{type.ToString()[1..]}", StringComparer.Ordinal);

    private readonly FrozenDictionary<string, DeclarationField> byName = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static FieldCatalogue Shipped => shipped.Value;

    public ImmutableArray<DeclarationField> All => fields;

    public DeclarationField? Find(string name) => byName.GetValueOrDefault(name);

    public static Csv<DeclarationField> Parse(string text) => Csv.Read<DeclarationField>(text, Header, Read);

    private static DeclarationField? Read(string[] row, IReadOnlyList<DeclarationField> before, out string error)
    {
        error = "";
        if (VisibleText.IsBlank(row[0]) || VisibleText.IsBlank(row[4]))
            error = "a field has a name and a description";
        else if (before.Any(field => field.Name == row[0]))
            error = $"the field {row[0]} is listed twice";
        else if (!Enum.GetNames<IndicatorGroup>().Contains(row[1]))
            error = $"the group must be one of {string.Join(" ", Enum.GetNames<IndicatorGroup>())}";
        else if (!types.TryGetValue(row[2], out var type))
            error = $"the type must be one of {string.Join(" ", types.Keys.Order(StringComparer.Ordinal))}";
        else if (Length(row[3]) is not { } length || (length.Longest > 0) != (type is FieldType.Code or FieldType.Digits))
            error = "a code, and nothing else, has a length such as 1-10";
        else
            return new(row[0], Enum.Parse<IndicatorGroup>(row[1]), type, length, row[4]);
        return null;
    }

    private static (int Shortest, int Longest)? Length(string text) => text.Split('-') switch
    {
        [""] => (0, 0),
        [var shortest, var longest] when byte.TryParse(shortest, out var least) && byte.TryParse(longest, out var most) && 0 < least && least <= most => (least, most),
        _ => null,
    };
}

/// <summary>A field of a declaration that an indicator can speak of. <paramref name="Length"/> bounds codes.</summary>
internal sealed record DeclarationField(string Name, IndicatorGroup Group, FieldType Type, (int Shortest, int Longest) Length, string Description);

/// <summary>What a field holds; it decides which operators fit and how a value is written.</summary>
internal enum FieldType
{
    Text,

    /// <summary>Letters, digits and signs without spaces.</summary>
    Code,

    /// <summary>A code of digits only.</summary>
    Digits,

    Decimal,
    WholeNumber,
    Date,

    /// <summary>ISO 3166 alpha-2.</summary>
    Country,

    YesNo,
}

/// <summary>How a value of a field is written in an indicator: as a text, whatever the field's type.</summary>
internal static class FieldValues
{
    private const int LongestNumber = 30;
    private const int LongestPattern = 1000;

    private static readonly TimeSpan matchTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>What keeps a value from being read as the field's type; null if nothing does.</summary>
    public static string? FaultOf(DeclarationField field, string value) => field.Type switch
    {
        FieldType.Text => null,
        FieldType.Code or FieldType.Digits => CodeFault(field, value, field.Length.Shortest),
        FieldType.Decimal => TryReadDecimal(value, out _) ? null : "Expected a decimal number with a point, such as 0.45.",
        FieldType.WholeNumber => TryReadWhole(value, out _) ? null : "Expected a whole number, such as 120.",
        FieldType.Date => TryReadDate(value, out _) ? null : "Expected a date such as 2026-12-01.",
        FieldType.Country => Countries.Has(value) ? null : "Expected a country by its two letters (ISO 3166), such as TR.",
        FieldType.YesNo => value is "yes" or "no" ? null : "Expected yes or no.",
    };

    /// <summary>The same for the leading part of a value.</summary>
    public static string? LeadingPartFault(DeclarationField field, string value) =>
        field.Type is FieldType.Code or FieldType.Digits ? CodeFault(field, value, shortest: 1) : FaultOf(field, value);

    /// <summary>The same for a regular expression; whoever runs it keeps to a time limit.</summary>
    public static string? PatternFault(string pattern)
    {
        if (pattern.Length > LongestPattern)
            return $"The regular expression has {pattern.Length} characters; the most is {LongestPattern}.";
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, matchTimeout);
            return null;
        }
        catch (RegexParseException exception)
        {
            return $"The regular expression is wrong at character {exception.Offset}: {exception.Error}.";
        }
    }

    /// <summary>Whether the first of two values that can be read lies above the second.</summary>
    public static bool AreReversed(FieldType type, string first, string second) => type switch
    {
        FieldType.Decimal => TryReadDecimal(first, out var low) && TryReadDecimal(second, out var high) && low > high,
        FieldType.WholeNumber => TryReadWhole(first, out var low) && TryReadWhole(second, out var high) && low > high,
        FieldType.Date => TryReadDate(first, out var low) && TryReadDate(second, out var high) && low > high,
        FieldType.Text or FieldType.Code or FieldType.Digits or FieldType.Country or FieldType.YesNo => false,
    };

    private static string? CodeFault(DeclarationField field, string value, int shortest)
    {
        var (isMadeUp, signs) = field.Type == FieldType.Digits
            ? (!value.AsSpan().ContainsAnyExceptInRange('0', '9'), "digits")
            : (!value.AsSpan().ContainsAny(" \t\r\n\u00A0"), "characters without spaces");
        if (isMadeUp && value.Length >= shortest && value.Length <= field.Length.Longest)
            return null;

        return shortest == field.Length.Longest ? $"Expected {shortest} {signs}." : $"Expected {shortest} to {field.Length.Longest} {signs}.";
    }

    private static bool TryReadDecimal(string value, out decimal number)
    {
        number = 0;
        return LooksLikeNumber(value)
            && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadWhole(string value, out long number)
    {
        number = 0;
        return LooksLikeNumber(value) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A digit at each end, so that <c>.5</c>, <c>5.</c>, <c>+5</c> and what else .NET would let pass stay out.</summary>
    private static bool LooksLikeNumber(string value) =>
        value.Length <= LongestNumber
        && (value is [>= '0' and <= '9', ..] or ['-', >= '0' and <= '9', ..])
        && value is [.., >= '0' and <= '9'];

    private static bool TryReadDate(string value, out DateOnly date) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
