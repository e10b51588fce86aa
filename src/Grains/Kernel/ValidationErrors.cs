using System.Buffers;
using System.Globalization;
using System.Text;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// Gathers what is wrong with an input, all of it at once. What could not be <paramref name="unreadable">read</paramref> has been named
/// already: harmless values stand in for it, and nothing more is said about those.
/// </summary>
internal sealed class ValidationErrors(ImmutableArray<ValidationError> unreadable = default)
{
    /// <summary>The longest text field, in UTF-16 characters.</summary>
    public const int LongestText = 20_000;

    /// <summary>An input that is wrong everywhere is not answered with more than it sent.</summary>
    public const int Most = 1000;

    private static readonly SearchValues<char> controls = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(each => (char)each).Except(['\t', '\n', '\r'])]);

    private readonly ImmutableArray<ValidationError> unreadable = unreadable.IsDefault ? [] : unreadable;
    private ImmutableArray<ValidationError>.Builder? found;

    public bool IsEmpty => found is null;

    public int Count => found?.Count ?? 0;

    public void Add(JsonPointer place, string en, string ru) => Add(place.ToString(), new Phrase(en, ru));

    public void Add(JsonPointer place, Phrase message) => Add(place.ToString(), message);

    public void Add(string pointer, string en, string ru) => Add(pointer, new Phrase(en, ru));

    public void Add(string pointer, Phrase message)
    {
        if (Count > Most || unreadable.Any(error => IsWithin(pointer, error.Pointer)))
            return;

        found ??= ImmutableArray.CreateBuilder<ValidationError>();
        found.Add(Count < Most ? new ValidationError(pointer, message) : ValidationError.MoreThan(Most));
    }

    /// <summary>
    /// Whether something at this place, or what the place stands in, could not be read; a rule that compares it with something else is then
    /// silent.
    /// </summary>
    public bool IsUnreadable(JsonPointer place)
    {
        if (unreadable.IsEmpty)
            return false;

        var pointer = place.ToString();
        return unreadable.Any(error => IsWithin(pointer, error.Pointer) || IsWithin(error.Pointer, pointer));
    }

    /// <summary>A text that must be there.</summary>
    public void Text(JsonPointer place, string text)
    {
        if (VisibleText.IsBlank(text))
            Add(place, "A text is needed here.", "Здесь необходимо указать текст.");
        else
            OptionalText(place, text);
    }

    /// <summary>A name by which people are matched, such as that of a unit: what looks the same must be the same.</summary>
    public void Name(JsonPointer place, string name)
    {
        Text(place, name);
        if (!VisibleText.IsBlank(name) && (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) || VisibleText.HidesSomething(name)))
        {
            Add(
                place,
                "A name has no white space around it and no invisible characters in it.",
                "Наименование не должно начинаться или заканчиваться пробелом и не должно содержать невидимые символы.");
        }
    }

    /// <summary>A text that may be left out or empty.</summary>
    public void OptionalText(JsonPointer place, string? text)
    {
        if (text is null)
            return;
        if (text.Length > LongestText)
        {
            Add(
                place,
                $"The text has {text.Length} characters; the most is {LongestText}.",
                $"Длина текста – {text.Length} симв.; допускается не более {LongestText}.");
        }
        if (text.AsSpan().ContainsAny(controls))
            Add(place, "The text has a control character.", "Текст содержит управляющий символ.");
    }

    public void Text(string pointer, string text) => Text(new JsonPointer(pointer), text);

    public void OptionalText(string pointer, string? text) => OptionalText(new JsonPointer(pointer), text);

    public ImmutableArray<ValidationError> ToImmutable() => found?.ToImmutable() ?? [];

    private static bool IsWithin(string pointer, string above) =>
        pointer.StartsWith(above, StringComparison.Ordinal) && (pointer.Length == above.Length || pointer[above.Length] == '/');
}

/// <summary>
/// A place in an input such as <c>/content/riskArea/indicators/2/values/0</c>, kept in parts: only a fault makes it a JSON pointer, and an
/// input without faults, which is the usual one, costs nothing.
/// </summary>
internal readonly record struct JsonPointer(string Root, string List = "", int Index = -1, string Member = "", int Inner = -1)
{
    /// <summary>A member, or a path of members: <c>/riskArea/description</c>.</summary>
    public JsonPointer Of(string member) => this with { Member = member };

    /// <summary>An item of a list, and below that an item of a list in it.</summary>
    public JsonPointer Of(string list, int index) => Index < 0 ? this with { List = list, Index = index } : this with { Member = list, Inner = index };

    public override string ToString() => (Index, Inner) switch
    {
        ( < 0, _) => $"{Root}{Member}",
        (_, < 0) => $"{Root}{List}/{Index}{Member}",
        _ => $"{Root}{List}/{Index}{Member}/{Inner}",
    };
}

/// <summary>
/// What of a text an eye sees. Unicode has characters that take room and show nothing, and others that take none: by its categories some of
/// them are letters and symbols.
/// </summary>
public static class VisibleText
{
    /// <summary>Whether there is nothing in it to read.</summary>
    public static bool IsBlank(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !IsEmptyGlyph(rune) && !IsZeroWidth(rune))
                return false;
        }
        return true;
    }

    /// <summary>Whether something is in it that cannot be seen, beside white space: two such names may look the same and differ.</summary>
    public static bool HidesSomething(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || IsEmptyGlyph(rune) || IsIgnorable(rune))
                return true;
        }
        return false;
    }

    /// <summary>Soft hyphens, joiners and what else takes no room of its own, and marks such as that of a stress: a word goes on over it.</summary>
    public static bool IsZeroWidth(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || IsIgnorable(rune);

    /// <summary>Fillers of Hangul, the empty pattern of Braille, the empty note, and the blanks of hieroglyphs.</summary>
    public static bool IsEmptyGlyph(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x1D159 or 0x13441 or 0x13442 or 0x16FE4;

    /// <summary>Selectors and the like (Default_Ignorable_Code_Point), as far as their category is not that of a format.</summary>
    private static bool IsIgnorable(Rune rune) => rune.Value is
        0x034F or 0x17B4 or 0x17B5 or >= 0x180B and <= 0x180F or 0x2065 or >= 0xFE00 and <= 0xFE0F or >= 0xFFF0 and <= 0xFFF8 or >= 0xE0000 and <= 0xE0FFF;
}

/// <summary>Something that is taken as it is, but hardly meant. It follows from what is there and the day and is never stored.</summary>
[GenerateSerializer, Alias("warning"), Immutable]
public sealed record Warning
{
    public Warning(string pointer, string code, Phrase detail)
    {
        (Pointer, Code) = (pointer, code);
        (English, Russian) = (detail.En, detail.Ru);
    }

    /// <summary>The place in what is judged, as a JSON pointer (RFC 6901).</summary>
    [Id(0)] public string Pointer { get; init; }

    /// <summary>What it is, by a name that never changes its meaning.</summary>
    [Id(1)] public string Code { get; init; }

    /// <summary>What it is, for people.</summary>
    public Phrase Detail => Said.In(English, Russian);

    [Id(2)] private string English { get; init; }

    [Id(3)] private string? Russian { get; init; }
}
