namespace RmsOrleans.Grains.Content;

/// <summary>
/// A formal indicator compares a field of a declaration with values; a non-formal one is a text that an official reads.
/// Indicators on the same field are alternatives, different fields must all hold, a matching exclusion ends it.
/// </summary>
[GenerateSerializer, Alias("indicator"), Immutable]
public sealed record Indicator(
    [property: Id(0)] IndicatorGroup Group,
    [property: Id(1)] string? Field = null,
    [property: Id(2)] IndicatorOperator? Operator = null,
    ImmutableArray<string> Values = default,
    [property: Id(4)] bool Exclusion = false,
    [property: Id(5)] string? Text = null)
{
    [Id(3)] public ImmutableArray<string> Values { get; init; } = Values.OrEmpty();

    internal bool IsFormal => Text is null;
}

/// <summary>The part of a declaration that an indicator speaks of.</summary>
public enum IndicatorGroup
{
    Goods,
    GoodsCountry,
    GoodsPayments,
    GoodsPreferences,
    GoodsDocuments,
    Consignment,
    Vehicle,
    Trader,
    Authority,
}

/// <summary>What people call the groups.</summary>
public static class IndicatorGroupNames
{
    private static readonly Phrases<IndicatorGroup> names = new(group => group switch
    {
        IndicatorGroup.Goods => new("Goods", "Товар"),
        IndicatorGroup.GoodsCountry => new("Countries", "Страны"),
        IndicatorGroup.GoodsPayments => new("Payments", "Платежи"),
        IndicatorGroup.GoodsPreferences => new("Preferences", "Преференции"),
        IndicatorGroup.GoodsDocuments => new("Documents", "Документы"),
        IndicatorGroup.Consignment => new("Consignment", "Поставка"),
        IndicatorGroup.Vehicle => new("Vehicle", "Транспорт"),
        IndicatorGroup.Trader => new("Trader", "Участник ВЭД"),
        IndicatorGroup.Authority => new("Authority", "Таможенный орган"),
    });

    public static Phrase InWords(this IndicatorGroup group) => names[(int)group];
}

/// <summary>How an indicator compares; which operators fit is a matter of the field's type.</summary>
public enum IndicatorOperator
{
    Equals,
    OneOf,
    StartsWith,
    Matches,
    LessThan,
    LessOrEqual,
    GreaterThan,
    GreaterOrEqual,
    Between,
    Exists,

    /// <summary>Its value is the name of another field of the same type, whose value it equals.</summary>
    EqualsField,

    /// <summary>The same, whose value it differs from; both must be there.</summary>
    DiffersFromField,
}

/// <summary>Indicators: each by itself, and what the mode of application asks of all of them.</summary>
internal static class IndicatorRules
{
    private const string List = "/riskArea/indicators";
    private const int Most = 1000;

    public static void Check(ValidationErrors errors, JsonPointer content, DraftContent draft)
    {
        var indicators = draft.RiskArea.Indicators;
        if (CheckEach(errors, content, indicators) is { } formal)
            CheckMode(errors, content, draft.Mode, indicators, formal);
    }

    /// <summary>Each by itself; how many are formal, unless there are too many of them.</summary>
    public static int? CheckEach(ValidationErrors errors, JsonPointer content, ImmutableArray<Indicator> indicators)
    {
        if (TextLists.IsTooLong(errors, content.Of(List), indicators.Length, Most))
            return null;

        var formal = 0;
        for (var i = 0; i < indicators.Length; i++)
        {
            if (IsFormal(indicators[i]))
                CheckFormal(errors, content.Of(List, i), indicators[i]);
            else
                CheckNonFormal(errors, content.Of(List, i), indicators[i]);
            formal += IsFormal(indicators[i]) ? 1 : 0;
        }
        return formal;
    }

    private static bool IsFormal(Indicator indicator) => indicator.Field is not null || indicator.Text is null;

    private static void CheckMode(ValidationErrors errors, JsonPointer content, ApplicationMode mode, ImmutableArray<Indicator> indicators, int formal)
    {
        if (errors.IsUnreadable(content.Of("/mode")))
            return;

        for (var i = 0; i < indicators.Length && mode == ApplicationMode.Automatic; i++)
        {
            if (!IsFormal(indicators[i]))
            {
                errors.Add(
                    content.Of(List, i),
                    "An Automatic profile has formal indicators only.",
                    "Автоматический профиль содержит только формализованные индикаторы.");
            }
        }
        if (errors.IsUnreadable(content.Of(List)))
            return;
        if (formal == 0 && mode != ApplicationMode.Informal)
        {
            errors.Add(
                content.Of(List),
                $"An {mode} profile needs at least one formal indicator.",
                $"Профиль с применением «{mode.InWords().Ru}» должен содержать хотя бы один формализованный индикатор.");
        }
        if (formal == indicators.Length && mode == ApplicationMode.Automated)
        {
            errors.Add(
                content.Of(List),
                "An Automated profile needs at least one non-formal indicator.",
                "Автоматизированный профиль должен содержать хотя бы один неформализованный индикатор.");
        }
    }

    private static void CheckNonFormal(ValidationErrors errors, JsonPointer at, Indicator indicator)
    {
        errors.Text(at.Of("/text"), indicator.Text!);
        if (indicator.Operator is not null)
            errors.Add(at.Of("/operator"), "An indicator with a text has no operator.", "У индикатора с текстом не указывается оператор.");
        if (!indicator.Values.IsEmpty)
            errors.Add(at.Of("/values"), "An indicator with a text has no values.", "У индикатора с текстом не указываются значения.");
        if (indicator.Exclusion)
            errors.Add(at.Of("/exclusion"), "Only an indicator with a field can be an exclusion.", "Исключением может быть только индикатор с полем.");
    }

    private static void CheckFormal(ValidationErrors errors, JsonPointer at, Indicator indicator)
    {
        if (indicator.Text is not null)
            errors.Add(at.Of("/text"), "An indicator with a field has no text.", "У индикатора с полем не указывается текст.");
        if (indicator.Field is null && indicator.Operator is null && indicator.Values.IsEmpty)
        {
            errors.Add(
                at,
                "An indicator names a field, an operator and values, or it has a text.",
                "Для индикатора указываются поле, оператор и значения либо текст.");
            return;
        }

        var field = Find(errors, at, indicator);
        if (indicator.Operator is not { } comparison)
            errors.Add(at.Of("/operator"), "An indicator with a field has an operator.", "Для индикатора с полем необходимо указать оператор.");
        else
            CheckCount(errors, at.Of("/values"), comparison, indicator.Values.Length);

        if (field is null || TextLists.IsTooLong(errors, at.Of("/values"), indicator.Values.Length, TextLists.Most))
            return;
        if (indicator.Operator is { } given && !Fits(given, field.Type))
            errors.Add(at.Of("/operator"), $"This operator does not fit the field {field.Name}.", $"Этот оператор не подходит к полю «{field.InWords().Ru}».");
        CheckValues(errors, at, field, indicator);
    }

    private static DeclarationField? Find(ValidationErrors errors, JsonPointer at, Indicator indicator)
    {
        var field = indicator.Field is null ? null : FieldCatalogue.Shipped.Find(indicator.Field);
        if (indicator.Field is null)
            errors.Add(at.Of("/field"), "An indicator without a text names a field.", "Для индикатора без текста необходимо указать поле.");
        else if (field is null)
            errors.Add(at.Of("/field"), "The catalogue knows no such field.", "В справочнике нет такого поля.");
        else if (field.Group != indicator.Group && !errors.IsUnreadable(at.Of("/group")))
        {
            errors.Add(
                at.Of("/field"),
                $"The field {field.Name} belongs to the group {field.Group}, not to {indicator.Group}.",
                $"Поле «{field.InWords().Ru}» относится к группе «{field.Group.InWords().Ru}», а не «{indicator.Group.InWords().Ru}».");
        }
        return field;
    }

    internal static bool Fits(IndicatorOperator comparison, FieldType type) => comparison switch
    {
        IndicatorOperator.Equals or IndicatorOperator.OneOf or IndicatorOperator.Exists => true,
        IndicatorOperator.StartsWith or IndicatorOperator.Matches => type is FieldType.Text or FieldType.Code or FieldType.Digits,
        IndicatorOperator.LessThan or IndicatorOperator.LessOrEqual or IndicatorOperator.GreaterThan or IndicatorOperator.GreaterOrEqual
            or IndicatorOperator.Between => type is FieldType.Decimal or FieldType.WholeNumber or FieldType.Date,
        IndicatorOperator.EqualsField or IndicatorOperator.DiffersFromField => FieldCatalogue.Shipped.All.Count(field => field.Type == type) > 1,
    };

    private static void CheckCount(ValidationErrors errors, JsonPointer at, IndicatorOperator comparison, int count)
    {
        Phrase? error = comparison switch
        {
            IndicatorOperator.Exists => count == 0 ? null : new("This operator takes no values.", "Этот оператор не имеет значений."),
            IndicatorOperator.Between => count == 2 ? null : new("This operator takes two values, the lowest and the highest.", "Для этого оператора указываются два значения: наименьшее и наибольшее."),
            IndicatorOperator.OneOf => count > 0 ? null : new("This operator takes at least one value.", "Для этого оператора указывается хотя бы одно значение."),
            IndicatorOperator.Equals or IndicatorOperator.StartsWith or IndicatorOperator.Matches or IndicatorOperator.LessThan
                or IndicatorOperator.LessOrEqual or IndicatorOperator.GreaterThan or IndicatorOperator.GreaterOrEqual
                or IndicatorOperator.EqualsField or IndicatorOperator.DiffersFromField =>
                count == 1 ? null : new("This operator takes one value.", "Для этого оператора указывается одно значение."),
        };
        if (error is not null)
            errors.Add(at, error);
    }

    private static void CheckValues(ValidationErrors errors, JsonPointer at, DeclarationField field, Indicator indicator)
    {
        if (indicator is { Operator: IndicatorOperator.Matches, Values.Length: not 1 })
            return;

        var values = indicator.Values;
        var before = errors.Count;
        for (var i = 0; i < values.Length; i++)
        {
            var place = at.Of("/values", i);
            var known = errors.Count;
            errors.Text(place, values[i]);
            if (errors.Count == known && FaultOf(field, indicator.Operator, values[i]) is { } error)
                errors.Add(place, error);
        }
        if (indicator.Operator == IndicatorOperator.Between && values.Length == 2 && errors.Count == before
            && !errors.IsUnreadable(at.Of("/values")) && FieldValues.AreReversed(field.Type, values[0], values[1]))
            errors.Add(
                at.Of("/values"),
                "The first value is the lowest and the second the highest.",
                "Первым указывается наименьшее значение, вторым – наибольшее.");
    }

    private static Phrase? FaultOf(DeclarationField field, IndicatorOperator? comparison, string value) => comparison switch
    {
        IndicatorOperator.StartsWith => FieldValues.LeadingPartFault(field, value),
        IndicatorOperator.EqualsField or IndicatorOperator.DiffersFromField => Fits(comparison.Value, field.Type) ? FieldValues.OtherFieldFault(field, value) : null,
        IndicatorOperator.Matches when Fits(IndicatorOperator.Matches, field.Type) => FieldValues.PatternFault(field, value),
        _ => FieldValues.FaultOf(field, value),
    };
}
