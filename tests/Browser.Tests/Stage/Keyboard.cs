using Microsoft.Playwright;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>A keyboard with a Russian layout: the key next to Tab is called KeyQ by the browser and types "й". No mouse is near.</summary>
internal sealed class Keyboard(ICDPSession wire)
{
    private const int Shift = 8;
    private const int Control = 2;

    private const string Places = "QWERTYUIOPASDFGHJKLZXCVBNM";
    private const string Letters = "йцукенгшщзфывапролдячсмить";

    private static readonly Dictionary<char, (string Code, int Number)> others = new()
    {
        ['х'] = ("BracketLeft", 219),
        ['ъ'] = ("BracketRight", 221),
        ['ж'] = ("Semicolon", 186),
        ['э'] = ("Quote", 222),
        ['б'] = ("Comma", 188),
        ['ю'] = ("Period", 190),
        ['ё'] = ("Backquote", 192),
        ['.'] = ("Slash", 191),
        [' '] = ("Space", 32),
    };

    public static async Task<Keyboard> Of(Person person) => new(await person.Context.NewCDPSessionAsync(person.Page));

    /// <summary>A letter by its place, as shortcuts are told: 'T' types "е".</summary>
    public Task Place(char place) => Letter(Letters[Places.IndexOf(place)]);

    /// <summary>Key, code and number of the physical key that types "." on this layout and "/" on the Latin one.</summary>
    public Task Slash(bool shift = false) => Stroke(shift ? "," : ".", "Slash", 191, shift ? "," : ".", shift ? Shift : 0);

    public Task Tab(bool back = false) => Stroke("Tab", "Tab", 9, null, back ? Shift : 0);

    public Task Enter() => Stroke("Enter", "Enter", 13, "\r");

    public Task Space() => Stroke(" ", "Space", 32, " ");

    public Task Down() => Stroke("ArrowDown", "ArrowDown", 40, null);

    public Task Reload() => Stroke("F5", "F5", 116, null);

    /// <summary>What stands in the field is marked, so that typing takes its place.</summary>
    public Task MarkAll() => wire.SendAsync("Input.dispatchKeyEvent", new()
    {
        ["type"] = "rawKeyDown",
        ["key"] = "ф",
        ["code"] = "KeyA",
        ["windowsVirtualKeyCode"] = 65,
        ["modifiers"] = Control,
        ["commands"] = new[] { "selectAll" },
    });

    /// <summary>A text, key by key; where it is not Russian, on the other layout.</summary>
    public async Task Type(string text)
    {
        foreach (var letter in text)
        {
            if (letter == '\n')
                await Enter();
            else
                await Letter(letter);
        }
    }

    /// <summary>Ctrl+V.</summary>
    public Task Paste(string text) => wire.SendAsync("Input.insertText", new() { ["text"] = text });

    private Task Letter(char letter)
    {
        var lower = char.ToLowerInvariant(letter);
        var (code, number) = Letters.IndexOf(lower) is >= 0 and var place ? ($"Key{Places[place]}", Places[place])
            : others.TryGetValue(lower, out var other) ? other
            : char.IsAsciiDigit(letter) ? ($"Digit{letter}", letter)
            : char.IsAsciiLetter(letter) ? ($"Key{char.ToUpperInvariant(letter)}", char.ToUpperInvariant(letter))
            : ("", 0);
        return Stroke(letter.ToString(), code, number, letter.ToString(), char.IsUpper(letter) ? Shift : 0);
    }

    private async Task Stroke(string key, string code, int number, string? text, int modifiers = 0)
    {
        var stroke = new Dictionary<string, object> { ["key"] = key, ["code"] = code, ["windowsVirtualKeyCode"] = number, ["modifiers"] = modifiers };
        var down = new Dictionary<string, object>(stroke) { ["type"] = text is null ? "rawKeyDown" : "keyDown" };
        if (text is not null)
            down["text"] = text;
        await wire.SendAsync("Input.dispatchKeyEvent", down);
        await wire.SendAsync("Input.dispatchKeyEvent", new(stroke) { ["type"] = "keyUp" });
    }
}
