using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>Work by keys alone; the page is only looked at.</summary>
internal sealed class KeyboardWork
{
    /// <summary>More stops than any page has.</summary>
    private const int Farthest = 400;

    private readonly Person person;
    private readonly Keyboard keys;

    private KeyboardWork(Person person, Keyboard keys) => (this.person, this.keys) = (person, keys);

    public Keyboard Keys => keys;

    public static async Task<KeyboardWork> Of(Person person) => new(person, await Keyboard.Of(person));

    public Task Leads(Func<Task> act) => person.Page.Leads(act);

    /// <summary>"g", then a letter.</summary>
    public Task Goes(char section) => Leads(async () =>
    {
        await keys.Place('G');
        await keys.Place(section);
    });

    /// <summary>To the form of a step that waits, from the list of tasks: rows by "j", further links of a row by Tab.</summary>
    public async Task OpensTask(string title, string route)
    {
        await Goes('T');
        await FindRow(title);
        var step = person.StepName(route);
        await TabTo(stop => stop.Row.Contains(title, StringComparison.Ordinal) && stop.Name == step, $"{step} of {title}", mayBeHere: true);
        await Leads(keys.Enter);
    }

    /// <summary>To the page of a draft, from the journal.</summary>
    public async Task OpensDraft(string title)
    {
        await Goes('J');
        await FindRow(title);
        await Leads(keys.Enter);
        Assert.Equal(title, await person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
    }

    /// <summary>From row to row, and on to the next page of the list where the last row is reached.</summary>
    private async Task FindRow(string title)
    {
        for (var before = ""; ;)
        {
            await keys.Place('J');
            var stop = await Here();
            if (stop.Row.Contains(title, StringComparison.Ordinal))
                return;
            if (stop.Link == before)
                await Presses(person.T("More", "Ещё"));
            before = stop.Link == before ? "" : stop.Link;
        }
    }

    /// <summary>Tab, until the focus is there. It must be seen on the way.</summary>
    public async Task TabTo(Func<Stop, bool> isIt, string what, bool mayBeHere = false)
    {
        for (var tabs = 0; tabs < Farthest; tabs++)
        {
            if (tabs > 0 || !mayBeHere)
                await keys.Tab();
            var stop = await Here();
            Assert.True(stop.IsSeen || stop.Name.Length == 0, $"The focus on {stop} is not seen.");
            if (isIt(stop))
                return;
        }
        Assert.Fail($"{what} is not reached by Tab at {person.Page.Url}.");
    }

    public async Task Presses(string name)
    {
        await TabTo(stop => stop.Name == name, name, mayBeHere: true);
        await Leads(keys.Enter);
    }

    /// <summary>Goes through a form from field to field and types what belongs there; rows come by their buttons.</summary>
    public async Task Fills(FormSchema schema, JsonNode json)
    {
        var typed = new Dictionary<string, (FormField Field, JsonNode Value)>(StringComparer.Ordinal);
        Gather(schema.Fields, "", json, typed);
        var waiting = typed.Keys.ToHashSet(StringComparer.Ordinal);
        for (var tabs = 0; waiting.Count > 0 && tabs < Farthest; tabs++)
        {
            await keys.Tab();
            var stop = await Here();
            Assert.True(stop.IsSeen || stop.Name.Length == 0, $"The focus on {stop} is not seen.");
            if (stop.Value.StartsWith("add:", StringComparison.Ordinal) && waiting.Any(pointer => pointer.StartsWith($"{stop.Value[4..]}/", StringComparison.Ordinal)))
            {
                await Leads(keys.Enter);
                // The work goes on in the row that is new; the browser gives it the focus when it draws the page.
                await person.Page.WaitForFunctionAsync("list => new RegExp(`^${list}-[0-9]+$`).test(document.activeElement?.id ?? '')", CommandForm.IdOf(stop.Value[4..]));
            }
            else if (waiting.Remove(stop.Field))
                await Write(typed[stop.Field].Field, typed[stop.Field].Value, stop);
        }
        Assert.True(waiting.Count == 0, $"Not reached by Tab at {person.Page.Url}: {string.Join(' ', waiting)}");
    }

    /// <summary>Where the focus is, and what is to be seen of it.</summary>
    public async Task<Stop> Here() => (await person.Page.EvaluateAsync<JsonElement>(
        """
        () => {
          const at = document.activeElement ?? document.body, style = getComputedStyle(at);
          const text = element => (element?.innerText ?? '').trim().replace(/\s+/g, ' ');
          return {
            name: at === document.body ? '' : (at.getAttribute('aria-label') ?? (at.labels?.length ? text(at.labels[0]) : text(at))),
            field: at.name ?? '', value: at.value?.toString() ?? '', link: at.href ?? '', row: text(at.closest('tr')),
            isChecked: at.checked === true, isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          };
        }
        """)).Deserialize<Stop>(JsonSerializerOptions.Web)!;

    private async Task Write(FormField field, JsonNode value, Stop stop)
    {
        switch (field)
        {
            case ValueField { Kind: ValueKind.YesNo }:
                if (stop.IsChecked != value.GetValue<bool>())
                    await keys.Space();
                break;
            case ValueField when stop.IsChoice(field):
                var wanted = value.GetValue<string>();
                for (var downs = 0; downs < Farthest && (await Here()).Value != wanted; downs++)
                    await keys.Down();
                Assert.Equal(wanted, (await Here()).Value);
                break;
            case TextsField:
                await Replace(string.Join('\n', AsWritten.Lines(value)));
                break;
            case ValueField known:
                await Replace(AsWritten.Value(known.Kind, value));
                break;
        }

        async Task Replace(string text)
        {
            if (stop.Value == text)
                return;
            await keys.MarkAll();
            await keys.Type(text);
            Assert.Equal(text, (await Here()).Value);
        }
    }

    /// <summary>What is to be typed, by the names of fields; what is empty, stays so.</summary>
    private static void Gather(IEnumerable<FormField> fields, string at, JsonNode json, Dictionary<string, (FormField, JsonNode)> into)
    {
        foreach (var field in fields)
        {
            if (json[field.Name] is not { } value)
                continue;
            var pointer = $"{at}/{field.Name}";
            switch (field)
            {
                case GroupField group:
                    Gather(group.Fields, pointer, value, into);
                    break;
                case RowsField rows:
                    for (var i = 0; i < value.AsArray().Count; i++)
                        Gather(rows.Fields, $"{pointer}/{i}", value[i]!, into);
                    break;
                case ValueField { Kind: ValueKind.Text } when value.GetValue<string>().Length == 0:
                case TextsField when value.AsArray().Count == 0:
                case ValueField { Kind: ValueKind.YesNo } when !value.GetValue<bool>():
                    break;
                default:
                    into[pointer] = (field, value);
                    break;
            }
        }
    }
}

/// <summary>Where the focus is.</summary>
/// <param name="Name">What stands on it, or is its label.</param>
/// <param name="Field">By which the form sends it.</param>
/// <param name="Link">Where it leads to.</param>
/// <param name="Row">What the row of a table says that it is in.</param>
/// <param name="IsSeen">Whether the focus shows.</param>
internal sealed record Stop(string Name, string Field, string Value, string Link, string Row, bool IsChecked, bool IsSeen)
{
    public bool IsChoice(FormField field) => field is ValueField { Kind: ValueKind.Choice } || FieldWords.Of("", field.Path).Look == Look.Field;
}
