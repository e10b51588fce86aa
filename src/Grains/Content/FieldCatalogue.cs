using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;

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
        else if (CodeLengths.Read(row[3]) is not { } length || (length.Longest > 0) != (type is FieldType.Code or FieldType.Digits))
            error = new("a code, and nothing else, has a length such as 1-10 or 2 5 8", "длина вида 1-10 или 2 5 8 указывается для кода, и только для него");
        else
            return new(row[0], Enum.Parse<IndicatorGroup>(row[1]), type, length, row[4]);
        return null;
    }

    private static Phrase OneOf(string en, string ru, IEnumerable<string> names) =>
        new($"{en} {string.Join(" ", names)}", $"{ru} {string.Join(" ", names)}");
}

/// <summary>A field of a declaration that an indicator can speak of. <paramref name="Length"/> bounds codes.</summary>
internal sealed record DeclarationField(string Name, IndicatorGroup Group, FieldType Type, CodeLengths Length, string Description)
{
    private const string Origin = "originCountry";

    /// <summary>The European Union, and goods of unknown origin: values that box 34 has beside the countries.</summary>
    private static readonly string[] origins = ["EU", "00"];

    public Phrase InWords() => FieldNames.Of(Name);

    public bool TakesCountry(string code) => Countries.Has(code) || (Name == Origin && origins.Contains(code));
}

/// <summary>How many characters a code has: from so many to so many, or one of a few numbers.</summary>
internal sealed record CodeLengths(ImmutableArray<int> Allowed)
{
    private static readonly CodeLengths none = new([0]);

    public int Shortest => Allowed[0];

    public int Longest => Allowed[^1];

    public bool IsRange => Longest - Shortest == Allowed.Length - 1;

    /// <summary>Null if it is not written as <c>1-10</c> or <c>2 5 8</c>; nothing is no code.</summary>
    public static CodeLengths? Read(string text)
    {
        if (text.Length == 0)
            return none;
        var isRange = text.Contains('-');
        var numbers = new List<int>();
        foreach (var part in text.Split(isRange ? '-' : ' '))
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0 || (numbers.Count > 0 && numbers[^1] > number))
                return null;
            numbers.Add(number);
        }
        return !isRange ? numbers.Count > 1 ? new([.. numbers]) : null
            : numbers is [var least, var most] ? new([.. Enumerable.Range(least, most - least + 1)])
            : null;
    }

    /// <summary>Such as <c>1 to 10</c> and <c>2, 5 or 8</c>.</summary>
    public Phrase InWords() => Shortest == Longest ? Phrase.Same($"{Shortest}")
        : IsRange ? new($"{Shortest} to {Longest}", $"от {Shortest} до {Longest}")
        : new($"{string.Join(", ", Allowed[..^1])} or {Longest}", $"{string.Join(", ", Allowed[..^1])} или {Longest}");
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
        ["precedingProcedure"] = new("Preceding procedure", "Предшествующая процедура"),
        ["movementFeature"] = new("Feature of the movement", "Особенность перемещения"),
        ["supplementaryQuantity"] = new("Supplementary quantity", "Количество в дополнительных единицах"),
        ["supplementaryUnit"] = new("Supplementary unit", "Дополнительная единица измерения"),
        ["manufacturer"] = new("Manufacturer", "Изготовитель"),
        ["tradeMark"] = new("Trade mark", "Товарный знак"),
        ["brand"] = new("Brand", "Марка"),
        ["model"] = new("Model", "Модель"),
        ["article"] = new("Article", "Артикул"),
        ["originCountry"] = new("Country of origin", "Страна происхождения"),
        ["dispatchCountry"] = new("Country of dispatch", "Страна отправления"),
        ["tradingCountry"] = new("Trading country", "Торгующая страна"),
        ["customsValue"] = new("Customs value", "Таможенная стоимость"),
        ["invoiceValue"] = new("Invoice value", "Фактурная стоимость"),
        ["statisticalValueUsd"] = new("Statistical value, USD", "Статистическая стоимость, долл. США"),
        ["pricePerKg"] = new("US dollars per net kilogram", "Долларов США за кг нетто"),
        ["currency"] = new("Currency", "Валюта"),
        ["valuationMethod"] = new("Method of valuation", "Метод определения таможенной стоимости"),
        ["pricePerUnit"] = new("US dollars per supplementary unit", "Долларов США за дополнительную единицу"),
        ["paymentKind"] = new("Kind of payment", "Вид платежа"),
        ["paymentAmount"] = new("Amount of the payment, roubles", "Сумма платежа, руб."),
        ["preference"] = new("Preference", "Преференция"),
        ["quota"] = new("Quota", "Квота"),
        ["documentKind"] = new("Kind of document", "Вид документа"),
        ["documentNumber"] = new("Number of the document", "Номер документа"),
        ["consignorName"] = new("Consignor", "Отправитель"),
        ["containerised"] = new("In a container", "Контейнерная перевозка"),
        ["declarationDate"] = new("Date of the declaration", "Дата декларации"),
        ["declarationKind"] = new("Kind of declaration", "Тип декларации"),
        ["peculiarity"] = new("Peculiarity of declaring", "Особенность декларирования"),
        ["destinationCountry"] = new("Country of destination", "Страна назначения"),
        ["deliveryTerms"] = new("Terms of delivery", "Условия поставки"),
        ["dealNature"] = new("Nature of the deal", "Характер сделки"),
        ["vehicleKind"] = new("Kind of vehicle", "Вид транспорта"),
        ["vehicleNumber"] = new("Number of the vehicle", "Номер транспортного средства"),
        ["vehicleCountry"] = new("Country of the vehicle", "Страна регистрации транспортного средства"),
        ["traderTaxId"] = new("Tax id of the trader", "ИНН участника ВЭД"),
        ["declarantTaxId"] = new("Tax id of the declarant", "ИНН декларанта"),
        ["carrierTaxId"] = new("Tax id of the carrier", "ИНН перевозчика"),
        ["representativeTaxId"] = new("Tax id of the representative", "ИНН таможенного представителя"),
        ["traderCategory"] = new("Category of the trader", "Категория участника ВЭД"),
        ["declarationAuthority"] = new("Authority of the declaration", "Таможенный орган декларирования"),
        ["borderAuthority"] = new("Authority at the border", "Таможенный орган на границе"),
        ["controlAuthority"] = new("Authority of control", "Таможенный орган контроля"),
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

    /// <summary>What keeps a value from being read as the field's type; null if nothing does.</summary>
    public static Phrase? FaultOf(DeclarationField field, string value) => field.Type switch
    {
        FieldType.Text => null,
        FieldType.Code or FieldType.Digits => CodeFault(field, value, field.Length),
        FieldType.Decimal => TryReadDecimal(value, out _) ? null : new("Expected a decimal number with a point, such as 0.45.", "Ожидается десятичное число с точкой, например 0.45."),
        FieldType.WholeNumber => TryReadWhole(value, out _) ? null : new("Expected a whole number, such as 120.", "Ожидается целое число, например 120."),
        FieldType.Date => DayText.TryRead(value, out _) ? null : new("Expected a date such as 2026-12-01.", "Ожидается дата вида 2026-12-01."),
        FieldType.Country => field.TakesCountry(value) ? null : new(
            "Expected a country by its two letters (ISO 3166), such as TR.", "Ожидается двухбуквенный код страны (ISO 3166), например TR."),
        FieldType.YesNo => value is "yes" or "no" ? null : new("Expected yes or no.", "Ожидается yes или no."),
    };

    /// <summary>The same for the leading part of a value.</summary>
    public static Phrase? LeadingPartFault(DeclarationField field, string value) =>
        field.Type is FieldType.Code or FieldType.Digits ? CodeFault(field, value, new([.. Enumerable.Range(1, field.Length.Longest)])) : FaultOf(field, value);

    private const int MostSound = 500;

    /// <summary>Expressions that were found to run. To find that took a seventh of what a submission takes, and drafts of an office use the same ones.</summary>
    private static readonly ConcurrentDictionary<(string Field, string Pattern), bool> sound = [];

    /// <summary>
    /// The same for a regular expression. It must run without going back: with a limit of time a busy machine would find less than an idle one.
    /// </summary>
    public static Phrase? PatternFault(DeclarationField field, string pattern)
    {
        if (pattern.Length > Patterns.Longest)
        {
            return new(
                $"The regular expression has {pattern.Length} characters; the most is {Patterns.Longest}.",
                $"Длина регулярного выражения – {pattern.Length} симв.; допускается не более {Patterns.Longest}.");
        }
        if (sound.ContainsKey((field.Name, pattern)))
            return null;
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            if (Patterns.Compile(pattern, Fields.Get(field.Name), Folding.Default) is null)
            {
                return new(
                    "The regular expression asks to look ahead or behind, to go back or to repeat what was found, or is too large: it cannot be run in bounded time.",
                    "Регулярное выражение содержит опережающую или ретроспективную проверку, возврат или обратную ссылку либо слишком велико: его нельзя выполнить за ограниченное время.");
            }
            if (sound.Count >= MostSound)
                sound.Clear();
            sound.TryAdd((field.Name, pattern), true);
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

    /// <summary>The same for the name of another field, whose value it is compared with.</summary>
    public static Phrase? OtherFieldFault(DeclarationField field, string value) => FieldCatalogue.Shipped.Find(value) switch
    {
        null => new("Expected the name of a field of the declaration.", "Ожидается имя поля декларации."),
        var other when other == field => new("A field is compared with another one.", "Поле сравнивается с другим полем."),
        var other when other.Type != field.Type => new(
            $"The field {other.Name} holds another type of value than {field.Name}.", $"Поле «{other.InWords().Ru}» другого типа, чем «{field.InWords().Ru}»."),
        _ => null,
    };

    private static Phrase? CodeFault(DeclarationField field, string value, CodeLengths lengths)
    {
        var isMadeUp = field.Type == FieldType.Digits
            ? !value.AsSpan().ContainsAnyExceptInRange('0', '9')
            : !value.AsSpan().ContainsAny(" \t\r\n\u00A0");
        if (isMadeUp && lengths.Allowed.Contains(value.Length))
            return null;

        var signs = field.Type == FieldType.Digits ? new Phrase("digits", "Количество цифр") : new Phrase("characters without spaces", "Количество символов без пробелов");
        var how = lengths.InWords();
        return lengths.Shortest == lengths.Longest
            ? new($"Expected {how.En} {signs.En}.", $"{signs.Ru} должно быть равно {how.Ru}.")
            : new($"Expected {how.En} {signs.En}.", $"{signs.Ru} должно быть {how.Ru}.");
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
