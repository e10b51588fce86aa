using System.Collections.Immutable;

namespace RmsOrleans.Grains;

/// <summary>Gathers what is wrong with an input, all of it at once.</summary>
internal sealed class Faults
{
    /// <summary>The longest text field, in UTF-16 characters.</summary>
    public const int LongestText = 20_000;

    private ImmutableArray<Fault>.Builder? found;

    public bool IsEmpty => found is null;

    public int Count => found?.Count ?? 0;

    public void Add(string pointer, string message) => (found ??= ImmutableArray.CreateBuilder<Fault>()).Add(new Fault(pointer, message));

    /// <summary>A text that must be there.</summary>
    public void Text(string pointer, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            Add(pointer, "A text is needed here.");
        else
            OptionalText(pointer, text);
    }

    /// <summary>A text that may be left out or empty.</summary>
    public void OptionalText(string pointer, string? text)
    {
        if (text is null)
            return;
        if (text.Length > LongestText)
            Add(pointer, $"The text has {text.Length} characters; the most is {LongestText}.");
        if (text.AsSpan().ContainsAnyInRange('\0', '\b') || text.AsSpan().ContainsAnyInRange('\u000B', '\f') || text.AsSpan().ContainsAnyInRange('\u000E', '\u001F'))
            Add(pointer, "The text has a control character.");
    }

    public ImmutableArray<Fault> ToImmutable() => found?.ToImmutable() ?? [];
}
