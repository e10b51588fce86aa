using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>Fills a form in with the JSON of a command: each field by its group and its label, rows by their buttons.</summary>
internal static class BrowserFilling
{
    /// <param name="route">The command, where its fields have names of their own.</param>
    public static async Task Fills(this Person person, FormSchema schema, JsonNode json, string route = "")
    {
        var form = person.Page.Locator("form[data-form]");
        foreach (var field in schema.Fields)
            await Fill(person, form, field, "", json, route);
    }

    private static async Task Fill(Person person, ILocator around, FormField field, string at, JsonNode parent, string route)
    {
        if (parent[field.Name] is not { } value)
            return;
        var pointer = $"{at}/{field.Name}";
        var label = person.In(FieldWords.Of(route, field.Path).Label);
        switch (field)
        {
            case ValueField { Kind: ValueKind.Choice } choice:
                var code = value.GetValue<string>();
                if (await around.Locator($"input[type=hidden][name='{pointer}']").CountAsync() == 0) // else it was chosen on the page before
                    await (await Labelled(around, label, pointer)).SelectOptionAsync(new SelectOptionValue { Label = person.In(ChoiceWords.Of(choice.Path, code)) });
                break;
            case ValueField { Kind: ValueKind.YesNo }:
                await (await Labelled(around, label, pointer)).SetCheckedAsync(value.GetValue<bool>());
                break;
            case ValueField when FieldWords.Of(route, field.Path).Look == Look.Field:
                var name = person.In(RmsOrleans.Grains.Content.FieldNames.Of(value.GetValue<string>()));
                await (await Labelled(around, label, pointer)).SelectOptionAsync(new SelectOptionValue { Label = name });
                break;
            case ValueField known:
                await (await Labelled(around, label, pointer)).FillAsync(AsWritten.Value(known.Kind, value));
                break;
            case TextsField:
                await (await Labelled(around, label, pointer)).FillAsync(string.Join('\n', AsWritten.Lines(value)));
                break;
            case GroupField group:
                foreach (var part in group.Fields)
                    await Fill(person, Group(around, label), part, pointer, value, route);
                break;
            case RowsField rows:
                var list = Group(around, label);
                for (var i = 0; i < value.AsArray().Count; i++)
                {
                    var row = Group(list, $"{i + 1}");
                    if (await row.CountAsync() == 0)
                        await person.Page.Leads(() => list.GetByRole(AriaRole.Button, new() { Name = $"{person.T("Add", "Добавить")}: {label}", Exact = true }).ClickAsync());
                    foreach (var part in rows.Fields)
                        await Fill(person, row, part, $"{pointer}/{i}", value[i]!, route);
                }
                break;
        }
    }

    private static ILocator Group(ILocator around, string name) => around.GetByRole(AriaRole.Group, new() { Name = name, Exact = true }).First;

    /// <summary>What stands below the label must be what the form sends under this name.</summary>
    private static async Task<ILocator> Labelled(ILocator around, string label, string pointer)
    {
        var field = around.GetByLabel(label, new() { Exact = true }).First;
        Assert.Equal(pointer, await field.GetAttributeAsync("name"));
        return field;
    }
}
