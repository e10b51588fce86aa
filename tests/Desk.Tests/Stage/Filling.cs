using System.Text.Json.Nodes;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests.Stage;

/// <summary>Fills a form in with the JSON of a command, as an official would with its paper: rows by their buttons, days and times as people write them.</summary>
internal static class Filling
{
    public static async Task<Sheet> Fill(this Visitor visitor, Sheet sheet, FormSchema schema, JsonNode json)
    {
        foreach (var field in schema.Fields)
            sheet = await Fill(visitor, sheet, field, "", json);
        return sheet;
    }

    private static async Task<Sheet> Fill(Visitor visitor, Sheet sheet, FormField field, string at, JsonNode parent)
    {
        var pointer = $"{at}/{field.Name}";
        if (parent[field.Name] is not { } value)
            return sheet;
        switch (field)
        {
            case ValueField { Kind: ValueKind.YesNo }:
                if (value.GetValue<bool>())
                    sheet.Fill(pointer, "true");
                else
                    sheet.Fields.Remove(pointer);
                break;
            case ValueField known:
                sheet.Fill(pointer, AsWritten.Value(known.Kind, value));
                break;
            case TextsField:
                sheet.Fill(pointer, string.Join("\r\n", AsWritten.Lines(value)));
                break;
            case GroupField group:
                foreach (var part in group.Fields)
                    sheet = await Fill(visitor, sheet, part, pointer, value);
                break;
            case RowsField rows:
                for (var i = 0; i < value.AsArray().Count; i++)
                {
                    if (!sheet.Fields.Keys.Any(key => key.StartsWith($"{pointer}/{i}/", StringComparison.Ordinal)))
                        sheet = await visitor.Press(sheet, $"add:{pointer}");
                    foreach (var part in rows.Fields)
                        sheet = await Fill(visitor, sheet, part, $"{pointer}/{i}", value[i]!);
                }
                break;
        }
        return sheet;
    }
}
