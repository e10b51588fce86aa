using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Desk.Forms;

/// <summary>An indicator may compare a field with another field, which is its only value then. A form lets it be chosen, in a list beside the text for values.</summary>
internal static class OtherField
{
    private static readonly string[] comparing = [.. CommandJson.NamesOf(typeof(IndicatorOperator))
        .Where((_, at) => ((IndicatorOperator?)Enum.GetValues<IndicatorOperator>()[at]).ComparesFields())];

    /// <summary>Fields by their types, of those that can be compared with another one.</summary>
    public static ImmutableArray<(string Type, Phrase Name, ImmutableArray<FieldForm> Fields)> ByType { get; } =
    [
        .. FieldForm.All.GroupBy(field => field.Type).Where(group => group.Count() > 1).Select(group => (group.Key, NameOf(group.Key), group.ToImmutableArray())),
    ];

    private static readonly Dictionary<string, string> types = FieldForm.All.ToDictionary(field => field.Name, field => field.Type, StringComparer.Ordinal);

    /// <summary>The type of a field; null if there is no such field.</summary>
    public static string? TypeOf(string field) => types.GetValueOrDefault(field);

    /// <summary>By which the list is sent that stands beside the text for values.</summary>
    public static string Beside(string values) => $"{values}:field";

    /// <param name="at">The pointer of something in an indicator.</param>
    /// <param name="texts">What stands in the fields.</param>
    public static bool IsMeant(string at, Func<string, string?> texts) => texts($"{at[..at.LastIndexOf('/')]}/operator") is { } comparison && comparing.Contains(comparison);

    private static Phrase NameOf(string type) => type switch
    {
        "text" => new("Texts", "Тексты"),
        "code" => new("Codes of letters and digits", "Коды из букв и цифр"),
        "digits" => new("Codes of digits", "Цифровые коды"),
        "decimal" => new("Numbers with a point", "Дробные числа"),
        "wholeNumber" => new("Whole numbers", "Целые числа"),
        "date" => new("Dates", "Даты"),
        "country" => new("Countries", "Страны"),
        "yesNo" => new("Yes or no", "Да или нет"),
        _ => throw new InvalidOperationException($"Fields of the type {type} have no name."),
    };
}
