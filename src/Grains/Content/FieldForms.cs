namespace RmsOrleans.Grains.Content;

/// <summary>What somebody who fills in an indicator needs to know of a field of a declaration.</summary>
/// <param name="Type">text, code, digits, decimal, wholeNumber, date, country or yesNo.</param>
/// <param name="Length">The least and the most characters of a code; null for other types.</param>
/// <param name="Operators">Those that fit the type.</param>
/// <param name="Hint">What a value looks like; null where anything goes.</param>
/// <param name="Unit">What a number counts; null where it has no unit.</param>
public sealed record FieldForm(
    string Name, IndicatorGroup Group, string Type, (int Least, int Most)? Length, ImmutableArray<IndicatorOperator> Operators, Phrase Label, Phrase? Hint, Phrase? Unit)
{
    private static readonly Phrase kilograms = new("kg", "кг");
    private static readonly Phrase dollars = new("USD", "долл. США");
    private static readonly Phrase dollarsPerUnit = new("USD/unit", "долл. США/ед.");
    private static readonly Phrase roubles = new("roubles", "руб.");
    private static readonly Phrase dollarsPerKilogram = new("USD/kg", "долл. США/кг");

    /// <summary>The whole catalogue, in its order.</summary>
    public static ImmutableArray<FieldForm> All { get; } = [.. FieldCatalogue.Shipped.All.Select(Of)];

    /// <summary>Where its values are chosen from.</summary>
    public FieldChoice Choice { get; private init; }

    private static FieldForm Of(DeclarationField field) => new(
        field.Name,
        field.Group,
        FieldCatalogue.NameOf(field.Type),
        field.Type is FieldType.Code or FieldType.Digits ? (field.Length.Shortest, field.Length.Longest) : null,
        [.. Enum.GetValues<IndicatorOperator>().Where(comparison => IndicatorRules.Fits(comparison, field.Type))],
        field.InWords(),
        HintOf(field),
        UnitOf(field.Name))
    {
        Choice = field switch
        {
            { Type: FieldType.Country } => FieldChoice.Countries,
            { Group: IndicatorGroup.Authority } => FieldChoice.Authorities,
            { Type: FieldType.YesNo } => FieldChoice.YesNo,
            _ => FieldChoice.Free,
        },
    };

    private static Phrase? HintOf(DeclarationField field) => field.Type switch
    {
        FieldType.Text => null,
        FieldType.Code => new($"Up to {field.Length.Longest} characters without spaces", $"До {field.Length.Longest} символов без пробелов"),
        FieldType.Digits when field.Length.Shortest == field.Length.Longest =>
            new($"{field.Length.Longest} digits", $"Количество цифр – {field.Length.Longest}"),
        FieldType.Digits when !field.Length.IsRange => new($"{field.Length.InWords().En} digits", $"Количество цифр – {field.Length.InWords().Ru}"),
        FieldType.Digits => new($"Up to {field.Length.Longest} digits", $"До {field.Length.Longest} цифр"),
        FieldType.Decimal => new("A number with a point, such as 0.45", "Число с точкой, например 0.45"),
        FieldType.WholeNumber => new("A whole number, such as 120", "Целое число, например 120"),
        FieldType.Date => new("A date such as 2026-12-01", "Дата вида 2026-12-01"),
        FieldType.Country => new("Two letters (ISO 3166), such as TR", "Двухбуквенный код страны (ISO 3166), например TR"),
        FieldType.YesNo => new("yes or no", "yes или no"),
    };

    private static Phrase? UnitOf(string field) => field switch
    {
        "netWeightKg" or "grossWeightKg" => kilograms,
        "statisticalValueUsd" => dollars,
        "pricePerKg" => dollarsPerKilogram,
        "pricePerUnit" => dollarsPerUnit,
        "paymentAmount" => roubles,
        _ => null,
    };
}

/// <summary>Where the values of a field are chosen from.</summary>
public enum FieldChoice
{
    /// <summary>From nowhere: they are written.</summary>
    Free,

    Countries,

    /// <summary>The register of customs authorities.</summary>
    Authorities,

    YesNo,
}

/// <summary>How many values an operator takes.</summary>
public enum ValueCount
{
    None,
    One,

    /// <summary>The lowest and the highest.</summary>
    Two,

    /// <summary>One or more.</summary>
    Many,
}

/// <summary>What people call the operators, and what they take.</summary>
public static class IndicatorOperators
{
    private static readonly Phrases<IndicatorOperator> names = new(comparison => comparison switch
    {
        IndicatorOperator.Equals => new("equals", "равно"),
        IndicatorOperator.OneOf => new("is one of", "одно из"),
        IndicatorOperator.StartsWith => new("starts with", "начинается с"),
        IndicatorOperator.Matches => new("matches", "соответствует шаблону"),
        IndicatorOperator.LessThan => new("less than", "меньше"),
        IndicatorOperator.LessOrEqual => new("at most", "не больше"),
        IndicatorOperator.GreaterThan => new("more than", "больше"),
        IndicatorOperator.GreaterOrEqual => new("at least", "не меньше"),
        IndicatorOperator.Between => new("between", "между"),
        IndicatorOperator.Exists => new("is given", "указано"),
        IndicatorOperator.EqualsField => new("equals the field", "равно полю"),
        IndicatorOperator.DiffersFromField => new("differs from the field", "отличается от поля"),
    });

    public static Phrase InWords(this IndicatorOperator comparison) => names[(int)comparison];

    /// <summary>Whether what it compares a field with is another field.</summary>
    public static bool ComparesFields(this IndicatorOperator? comparison) => comparison is IndicatorOperator.EqualsField or IndicatorOperator.DiffersFromField;

    public static ValueCount Values(this IndicatorOperator comparison) => comparison switch
    {
        IndicatorOperator.Exists => ValueCount.None,
        IndicatorOperator.Between => ValueCount.Two,
        IndicatorOperator.OneOf => ValueCount.Many,
        IndicatorOperator.Equals or IndicatorOperator.StartsWith or IndicatorOperator.Matches or IndicatorOperator.LessThan or IndicatorOperator.LessOrEqual
            or IndicatorOperator.GreaterThan or IndicatorOperator.GreaterOrEqual or IndicatorOperator.EqualsField or IndicatorOperator.DiffersFromField => ValueCount.One,
    };
}
