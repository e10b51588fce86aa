using System.Collections.Frozen;
using System.Globalization;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Desk.Changes;

/// <summary>Values of a version as people read them: codes by their names, days as they are written, things of several fields a line for each.</summary>
internal sealed class ValueWords(Language language)
{
    private static readonly Phrase yes = new("yes", "да");
    private static readonly Phrase no = new("no", "нет");

    private static readonly FrozenDictionary<string, ValueField> fields = Values(FormSchema.Of(typeof(Edit)).Fields).ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);

    /// <param name="path">The members that lead there, without the places in lists.</param>
    public string Of(string path, JsonElement? value) => value is { } present ? Of(path, present) : "";

    private string Of(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(path, value.GetString()!),
        JsonValueKind.True => yes.In(language),
        JsonValueKind.False => no.In(language),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => Of(path, item))),
        JsonValueKind.Object => string.Join("\n", value.EnumerateObject().Select(member => Member(path, member)).OfType<string>()),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
    };

    /// <summary>Null for what says nothing.</summary>
    private string? Member(string whole, JsonProperty member)
    {
        var path = $"{whole}/{member.Name}";
        var text = Of(path, member.Value);
        return text.Length == 0 || member.Value.ValueKind == JsonValueKind.False ? null
            : FieldWords.Has("", path) ? $"{FieldWords.Of("", path).Label.In(language)}: {text}"
            : text;
    }

    private string Of(string path, string text)
    {
        if (path is "/validFrom" or "/validTo" || fields.GetValueOrDefault(path) is { Kind: ValueKind.Day })
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Day() : text;
        if (fields.GetValueOrDefault(path) is { Kind: ValueKind.Choice } choice && choice.Choices.Contains(text))
            return ChoiceWords.Of(path, text).In(language);
        return FieldWords.Has("", path) && FieldWords.Of("", path).Look == Look.Field ? FieldNames.Of(text).In(language) : FormTexts.Lines(text);
    }

    private static IEnumerable<ValueField> Values(ImmutableArray<FormField> of) => of.SelectMany(field => field switch
    {
        ValueField value => [value],
        GroupField group => Values(group.Fields),
        RowsField rows => Values(rows.Fields),
        _ => Enumerable.Empty<ValueField>(),
    });
}
