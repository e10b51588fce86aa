using System.Buffers;
using System.Text;

namespace RmsOrleans.Grains.Kernel;

/// <summary>A text as words, the same for what is stored and what is searched for.</summary>
internal static class SearchWords
{
    /// <summary>No word of a language is longer, and PostgreSQL takes no longer ones.</summary>
    private const int Longest = 100;

    private static readonly SearchValues<char> signs = SearchValues.Create("\u00B4\u02C8\u02CA\u02CB\u02CC");

    /// <summary>Characters of which each is one letter, digit or break by itself; nearly all texts have no others.</summary>
    private static readonly SearchValues<char> usual = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Concat(Enumerable.Range('А', 'я' - 'А' + 1)).Select(code => (char)code), .. "Ёё«»–—\n\r\t"]);

    /// <summary>Which rules these are, and those of marks: an index that was made by others is made anew.</summary>
    public const int Edition = 3;

    /// <summary>
    /// Runs of letters and digits, in lower case, with ё as е; one that is too long is left out. Hyphenation, zero-width characters and the mark
    /// of a stress stand inside a word and are no part of it.
    /// </summary>
    public static IEnumerable<string> Of(string text) => text.AsSpan().ContainsAnyExcept(usual) ? OfRunes(text) : OfUsual(text);

    private static IEnumerable<string> OfUsual(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
                i++;
            if (i - start is > 0 and <= Longest)
                yield return text[start..i].ToLowerInvariant().Replace('ё', 'е');
        }
    }

    private static IEnumerable<string> OfRunes(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in WithoutSigns(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (VisibleText.IsZeroWidth(rune))
                continue;
            if (Rune.IsLetterOrDigit(rune) && !VisibleText.IsEmptyGlyph(rune))
            {
                var lower = Rune.ToLowerInvariant(rune);
                word.Append(lower.Value switch
                {
                    'ё' or 'ѐ' => "е",
                    'ѝ' => "и",
                    _ => lower.ToString(),
                });
                continue;
            }
            if (word.Length is > 0 and <= Longest)
                yield return word.ToString();
            word.Clear();
        }
        if (word.Length is > 0 and <= Longest)
            yield return word.ToString();
    }

    /// <summary>Signs of a stress that stand beside their letter; normalized they would be a blank and a mark.</summary>
    private static string WithoutSigns(string text) =>
        text.AsSpan().ContainsAny(signs) ? string.Concat(text.Where(character => !signs.Contains(character))) : text;
}
