using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace RmsOrleans.Desk.Forms;

/// <summary>
/// What stands in the fields of a form, as texts by JSON pointers: as typed, or as what is there reads. Rows of lists are numbered from 0 on without
/// a gap, like the items of the JSON that is made of them.
/// </summary>
public sealed class FormTexts
{
    /// <summary>A list of texts whose items are one line each stands in one field, a line for each.</summary>
    private const char BetweenLines = '\n';

    private readonly Dictionary<string, string> texts;
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);

    private FormTexts(Dictionary<string, string> texts) => this.texts = texts;

    public static FormTexts Empty => new([]);

    public string? this[string pointer] => texts.GetValueOrDefault(pointer);

    public IEnumerable<KeyValuePair<string, string>> All => texts;

    public bool IsTrue(string pointer) => texts.GetValueOrDefault(pointer) == "true";

    /// <summary>How many rows a list has. It is asked for each cell of a table, so it is counted once.</summary>
    public int Rows(string pointer)
    {
        if (!rows.TryGetValue(pointer, out var count))
            rows[pointer] = count = Places(texts, pointer).Count();
        return count;
    }

    public bool Has(string pointer) => texts.ContainsKey(pointer);

    public void Put(string pointer, string text) => texts[pointer] = text;

    /// <summary>What the buttons of lists do.</summary>
    /// <returns>The row that is new; null if there is none.</returns>
    public string? Rearrange(FormSchema schema, string doing)
    {
        if (doing.StartsWith("add:", StringComparison.Ordinal))
            return AddRow(doing["add:".Length..]);
        if (doing.StartsWith("remove:", StringComparison.Ordinal))
            RemoveRow(schema, doing["remove:".Length..]);
        return null;
    }

    /// <summary>One more row, empty.</summary>
    private string AddRow(string pointer)
    {
        var row = $"{pointer}/{Rows(pointer)}";
        texts[$"{row}/"] = "";
        rows.Remove(pointer);
        return row;
    }

    /// <summary>A row less; those after it close up.</summary>
    private void RemoveRow(FormSchema schema, string row)
    {
        foreach (var key in texts.Keys.Where(key => key.StartsWith($"{row}/", StringComparison.Ordinal)).ToArray())
            texts.Remove(key);
        var rest = texts.ToDictionary();
        texts.Clear();
        rows.Clear();
        foreach (var field in schema.Fields)
            Take(field, rest, "", "", isSent: false);
    }

    /// <summary>What was typed into a form. Rows that were left empty are none once it is sent; while it is being written they stay.</summary>
    public static FormTexts Typed(FormSchema schema, IEnumerable<KeyValuePair<string, StringValues>> form, bool isSent)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in form)
        {
            if (name.StartsWith('/'))
                typed[name] = Lines(value.ToString());
        }
        var texts = new FormTexts([]);
        foreach (var field in schema.Fields)
            texts.Take(field, typed, "", "", isSent);
        return texts;
    }

    /// <summary>What is there already.</summary>
    public static FormTexts Of(FormSchema schema, JsonObject? json, TimeZoneInfo zone)
    {
        var texts = new FormTexts([]);
        foreach (var field in schema.Fields)
            texts.Show(field, json, "", zone);
        return texts;
    }

    /// <summary>Line breaks as browsers send them and as they are stored differ.</summary>
    public static string Lines(string text) => text.ReplaceLineEndings("\n");

    /// <summary>Takes over what was typed; rows that were taken out or left empty close up.</summary>
    private void Take(FormField field, Dictionary<string, string> typed, string from, string to, bool isSent)
    {
        var (source, target) = ($"{from}/{field.Name}", $"{to}/{field.Name}");
        switch (field)
        {
            case ValueField when typed.TryGetValue(source, out var text):
                texts[target] = text;
                break;
            case TextsField when typed.TryGetValue(source, out var lines):
                texts[target] = typed.GetValueOrDefault(OtherField.Beside(source)) is { Length: > 0 } chosen && OtherField.IsMeant(source, typed.GetValueOrDefault) ? chosen : lines;
                break;
            case TextsField:
                var item = 0;
                foreach (var place in Places(typed, source))
                    texts[$"{target}/{item++}"] = typed.GetValueOrDefault($"{source}/{place}") ?? "";
                break;
            case GroupField group:
                foreach (var part in group.Fields)
                    Take(part, typed, source, target, isSent);
                break;
            case RowsField list:
                var row = 0;
                foreach (var place in Places(typed, source))
                {
                    if (isSent && IsBlank(typed, $"{source}/{place}/"))
                        continue;
                    texts[$"{target}/{row}/"] = "";
                    foreach (var part in list.Fields)
                        Take(part, typed, $"{source}/{place}", $"{target}/{row}", isSent);
                    row++;
                }
                break;
        }
    }

    private static bool IsBlank(Dictionary<string, string> typed, string row) =>
        typed.All(each => !each.Key.StartsWith(row, StringComparison.Ordinal) || string.IsNullOrWhiteSpace(each.Value) || each.Value == "false");

    private static IEnumerable<int> Places(Dictionary<string, string> typed, string list) => typed.Keys
        .Where(key => key.Length > list.Length + 1 && key.StartsWith(list, StringComparison.Ordinal) && key[list.Length] == '/')
        .Select(key => key[(list.Length + 1)..])
        .Select(rest => rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest)
        .Select(place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1)
        .Where(place => place >= 0)
        .Distinct()
        .Order();

    private void Show(FormField field, JsonNode? parent, string at, TimeZoneInfo zone)
    {
        var node = (parent as JsonObject)?[field.Name];
        var pointer = $"{at}/{field.Name}";
        switch (field)
        {
            case ValueField value when node is JsonValue known:
                texts[pointer] = ValueText.Show(value.Kind, known, zone);
                break;
            case TextsField when node is JsonArray items:
                var lines = items.Select(item => item!.GetValue<string>()).ToArray();
                if (lines.All(IsOneLine))
                    texts[pointer] = string.Join(BetweenLines, lines);
                else
                    for (var i = 0; i < lines.Length; i++)
                        texts[$"{pointer}/{i}"] = Lines(lines[i]);
                break;
            case GroupField group:
                foreach (var part in group.Fields)
                    Show(part, node, pointer, zone);
                break;
            case RowsField list when node is JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    foreach (var part in list.Fields)
                        Show(part, items[i], $"{pointer}/{i}", zone);
                }
                break;
        }
    }

    private static bool IsOneLine(string text) => text.Length > 0 && text.Trim().Length == text.Length && !text.AsSpan().ContainsAny("\r\n\u0085\u2028\u2029\f\v");
}
