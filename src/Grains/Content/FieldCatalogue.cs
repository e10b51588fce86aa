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
        Enum.GetValues<FieldType>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, DeclarationField> byName = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static FieldCatalogue Shipped => shipped.Value;

    public ImmutableArray<DeclarationField> All => fields;

    /// <summary>A type as the file has it.</summary>
    public static string NameOf(FieldType type) => $"{char.ToLowerInvariant(type.ToString()[0])}{type.ToString()[1..]}";

    public DeclarationField? Find(string name) => byName.GetValueOrDefault(name);

    public static Csv<DeclarationField> Parse(string text) => Csv.Read<DeclarationField>(text, Header, Read);

    private static DeclarationField? Read(string[] row, IReadOnlyList<DeclarationField> before, out Phrase? error)
    {
        error = null;
        if (VisibleText.IsBlank(row[0]) || VisibleText.IsBlank(row[4]))
            error = new("a field has a name and a description", "у поля должны быть наименование и описание");
        else if (before.Any(field => field.Name == row[0]))
            error = new($"the field {row[0]} is listed twice", $"поле «{row[0]}» указано дважды");
        else if (!Enum.GetNames<IndicatorGroup>().Contains(row[1]))
            error = OneOf("the group must be one of", "группа должна быть одной из:", Enum.GetNames<IndicatorGroup>());
        else if (!types.TryGetValue(row[2], out var type))
            error = OneOf("the type must be one of", "тип должен быть одним из:", types.Keys.Order(StringComparer.Ordinal));
        else if (Length(row[3]) is not { } length || (length.Longest > 0) != (type is FieldType.Code or FieldType.Digits))
            error = new("a code, and nothing else, has a length such as 1-10", "длина вида 1-10 указывается для кода, и только для него");
        else
            return new(row[0], Enum.Parse<IndicatorGroup>(row[1]), type, length, row[4]);
        return null;
    }

    private static Phrase OneOf(string en, string ru, IEnumerable<string> names) =>
        new($"{en} {string.Join(" ", names)}", $"{ru} {string.Join(" ", names)}");

    private static (int Shortest, int Longest)? Length(string text) => text.Split('-') switch
    {
        [""] => (0, 0),
        [var shortest, var longest] when byte.TryParse(shortest, out var least) && byte.TryParse(longest, out var most) && 0 < least && least <= most => (least, most),
        _ => null,
    };
}

/// <summary>A field of a declaration that an indicator can speak of. <paramref name="Length"/> bounds codes.</summary>
internal sealed record DeclarationField(string Name, IndicatorGroup Group, FieldType Type, (int Shortest, int Longest) Length, string Description)
{
    public Phrase InWords() => FieldNames.Of(Name);
}

/// <summary>What people call the fields of a declaration.</summary>
public static class FieldNames
{
    private static readonly Dictionary<string, Phrase> names = new(StringComparer.Ordinal)
    {
        ["commodityCode"] = new("Commodity code", "Код товара по ТН ВЭД"),
        ["goodsDescription"] = new("Description of the goods", "Описание товара"),
        ["procedure"] = new("Customs procedure", "Таможенная процедура"),
        ["netWeightKg"] = new("Net weight, kg", "Вес нетто, кг"),
        ["grossWeightKg"] = new("Gross weight, kg", "Вес брутто, кг"),
        ["packages"] = new("Packages", "Количество мест"),
        ["originCountry"] = new("Country of origin", "Страна происхождения"),
        ["dispatchCountry"] = new("Country of dispatch", "Страна отправления"),
        ["tradingCountry"] = new("Trading country", "Торгующая страна"),
        ["customsValue"] = new("Customs value", "Таможенная стоимость"),
        ["invoiceValue"] = new("Invoice value", "Фактурная стоимость"),
        ["statisticalValueUsd"] = new("Statistical value, USD", "Статистическая стоимость, долл. США"),
        ["pricePerKg"] = new("US dollars per net kilogram", "Долларов США за кг нетто"),
        ["currency"] = new("Currency", "Валюта"),
        ["preference"] = new("Preference", "Преференция"),
        ["documentKind"] = new("Kind of document", "Вид документа"),
        ["documentNumber"] = new("Number of the document", "Номер документа"),
        ["consignorName"] = new("Consignor", "Отправитель"),
        ["containerised"] = new("In a container", "Контейнерная перевозка"),
        ["declarationDate"] = new("Date of the declaration", "Дата декларации"),
        ["vehicleKind"] = new("Kind of vehicle", "Вид транспорта"),
        ["vehicleNumber"] = new("Number of the vehicle", "Номер транспортного средства"),
        ["vehicleCountry"] = new("Country of the vehicle", "Страна регистрации транспортного средства"),
        ["traderTaxId"] = new("Tax id of the trader", "ИНН участника ВЭД"),
        ["declarantTaxId"] = new("Tax id of the declarant", "ИНН декларанта"),
        ["carrierTaxId"] = new("Tax id of the carrier", "ИНН перевозчика"),
        ["declarationAuthority"] = new("Authority of the declaration", "Таможенный орган декларирования"),
        ["borderAuthority"] = new("Authority at the border", "Таможенный орган на границе"),
    };

    public static IEnumerable<string> Known => names.Keys;

    /// <summary>A field that has no name here keeps its code.</summary>
    public static Phrase Of(string field) => names.GetValueOrDefault(field) ?? Phrase.Same(field);
}

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
    public static Phrase? FaultOf(DeclarationField field, string value) => field.Type switch
    {
        FieldType.Text => null,
        FieldType.Code or FieldType.Digits => CodeFault(field, value, field.Length.Shortest),
        FieldType.Decimal => TryReadDecimal(value, out _) ? null : new("Expected a decimal number with a point, such as 0.45.", "Ожидается десятичное число с точкой, например 0.45."),
        FieldType.WholeNumber => TryReadWhole(value, out _) ? null : new("Expected a whole number, such as 120.", "Ожидается целое число, например 120."),
        FieldType.Date => DayText.TryRead(value, out _) ? null : new("Expected a date such as 2026-12-01.", "Ожидается дата вида 2026-12-01."),
        FieldType.Country => Countries.Has(value) ? null : new(
            "Expected a country by its two letters (ISO 3166), such as TR.", "Ожидается двухбуквенный код страны (ISO 3166), например TR."),
        FieldType.YesNo => value is "yes" or "no" ? null : new("Expected yes or no.", "Ожидается yes или no."),
    };

    /// <summary>The same for the leading part of a value.</summary>
    public static Phrase? LeadingPartFault(DeclarationField field, string value) =>
        field.Type is FieldType.Code or FieldType.Digits ? CodeFault(field, value, shortest: 1) : FaultOf(field, value);

    /// <summary>The same for a regular expression; whoever runs it keeps to a time limit.</summary>
    public static Phrase? PatternFault(string pattern)
    {
        if (pattern.Length > LongestPattern)
        {
            return new(
                $"The regular expression has {pattern.Length} characters; the most is {LongestPattern}.",
                $"Длина регулярного выражения – {pattern.Length} симв.; допускается не более {LongestPattern}.");
        }
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, matchTimeout);
            return null;
        }
        catch (RegexParseException exception)
        {
            return new(
                $"The regular expression is wrong at character {exception.Offset}: {exception.Error}.",
                $"Ошибка в регулярном выражении, символ {exception.Offset} (код {exception.Error}).");
        }
    }

    /// <summary>Whether the first of two values that can be read lies above the second.</summary>
    public static bool AreReversed(FieldType type, string first, string second) => type switch
    {
        FieldType.Decimal => TryReadDecimal(first, out var low) && TryReadDecimal(second, out var high) && low > high,
        FieldType.WholeNumber => TryReadWhole(first, out var low) && TryReadWhole(second, out var high) && low > high,
        FieldType.Date => DayText.TryRead(first, out var low) && DayText.TryRead(second, out var high) && low > high,
        FieldType.Text or FieldType.Code or FieldType.Digits or FieldType.Country or FieldType.YesNo => false,
    };

    private static Phrase? CodeFault(DeclarationField field, string value, int shortest)
    {
        var isMadeUp = field.Type == FieldType.Digits
            ? !value.AsSpan().ContainsAnyExceptInRange('0', '9')
            : !value.AsSpan().ContainsAny(" \t\r\n\u00A0");
        if (isMadeUp && value.Length >= shortest && value.Length <= field.Length.Longest)
            return null;

        var signs = field.Type == FieldType.Digits ? new Phrase("digits", "Количество цифр") : new Phrase("characters without spaces", "Количество символов без пробелов");
        return shortest == field.Length.Longest
            ? new($"Expected {shortest} {signs.En}.", $"{signs.Ru} должно быть равно {shortest}.")
            : new($"Expected {shortest} to {field.Length.Longest} {signs.En}.", $"{signs.Ru} должно быть от {shortest} до {field.Length.Longest}.");
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
}
