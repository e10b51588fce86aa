using System.Text.Json.Nodes;

namespace RmsOrleans.Desk.Forms;

/// <summary>
/// Makes the JSON of a command from what stands in a form. What reads as it did when the form was shown is taken over from there, so that a form
/// that was opened and sent unchanged changes nothing, down to line breaks and seconds that a field does not show.
/// </summary>
/// <param name="isAsked">Whether a yes or no is chosen from a list, so that saying neither is no answer.</param>
internal sealed class FormReader(FormTexts typed, JsonObject? shown, FormTexts shownTexts, TimeZoneInfo zone, Func<ValueField, bool>? isAsked = null)
{
    private readonly Dictionary<string, Phrase> unreadable = new(StringComparer.Ordinal);

    /// <summary>What cannot be read as what it should be; the API would say the same in terms of JSON.</summary>
    public IReadOnlyDictionary<string, Phrase> Unreadable => unreadable;

    public JsonObject Read(FormSchema schema) => Members(schema.Fields, "", shown);

    private JsonObject Members(ImmutableArray<FormField> fields, string at, JsonNode? before)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            var pointer = $"{at}/{field.Name}";
            if (Member(field, pointer, (before as JsonObject)?[field.Name]) is { } value)
                json[field.Name] = value;
        }
        return json;
    }

    /// <summary>Null where the member is left out.</summary>
    private JsonNode? Member(FormField field, string pointer, JsonNode? before) => field switch
    {
        ValueField value => Value(value, pointer, before),
        TextsField => Texts(pointer, before),
        GroupField group => IsBlank(group, pointer) && !group.IsRequired ? null : Members(group.Fields, pointer, before),
        RowsField rows => new JsonArray([.. Rows(rows, pointer, before as JsonArray)]),
        _ => throw new InvalidOperationException($"Unhandled field {field.GetType().Name}."),
    };

    private JsonNode? Value(ValueField field, string pointer, JsonNode? before)
    {
        var text = typed[pointer] ?? "";
        if (FormTexts.Lines(text) == (shownTexts[pointer] ?? "") && (before is not null || text.Length == 0) && field.Kind != ValueKind.YesNo)
            return before?.DeepClone() ?? Blank(field, pointer);
        if (field.Kind == ValueKind.YesNo)
            return text.Length == 0 && isAsked?.Invoke(field) == true ? Blank(field, pointer) : typed.IsTrue(pointer);
        if (text.Trim().Length == 0)
            return Blank(field, pointer);

        var (value, fault) = ValueText.Read(field.Kind, text, zone);
        if (fault is not null)
            unreadable[pointer] = fault;
        return value ?? text;
    }

    /// <summary>A text that must be there is sent as it stands, so that the rules say what they want; another value that must be there is missed here.</summary>
    private JsonNode? Blank(ValueField field, string pointer)
    {
        if (!field.IsRequired)
            return null;
        if (field.Kind == ValueKind.Text)
            return "";
        unreadable[pointer] = ValueText.Needed;
        return null;
    }

    private JsonArray Texts(string pointer, JsonNode? before)
    {
        if (before is JsonArray known && typed.Has(pointer) && typed[pointer] == shownTexts[pointer])
            return (JsonArray)known.DeepClone();
        if (typed[pointer] is { } lines)
            return new JsonArray([.. lines.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => (JsonNode)line)]);

        var items = new JsonArray();
        for (var i = 0; typed[$"{pointer}/{i}"] is { } item; i++)
        {
            if (item.Trim().Length > 0)
                items.Add(item == shownTexts[$"{pointer}/{i}"] && before is JsonArray old && i < old.Count ? old[i]!.DeepClone() : item);
        }
        return items;
    }

    private IEnumerable<JsonNode> Rows(RowsField rows, string pointer, JsonArray? before)
    {
        for (var i = 0; i < typed.Rows(pointer); i++)
            yield return Members(rows.Fields, $"{pointer}/{i}", i < before?.Count ? before[i] : null);
    }

    private bool IsBlank(GroupField group, string pointer) => group.Fields.All(field => field switch
    {
        ValueField => typed[$"{pointer}/{field.Name}"] is null or "",
        TextsField => typed[$"{pointer}/{field.Name}"] is null or "" && typed[$"{pointer}/{field.Name}/0"] is null,
        GroupField inner => IsBlank(inner, $"{pointer}/{field.Name}"),
        RowsField => typed.Rows($"{pointer}/{field.Name}") == 0,
        _ => throw new InvalidOperationException($"Unhandled field {field.GetType().Name}."),
    });
}
