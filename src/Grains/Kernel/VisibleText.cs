using System.Globalization;
using System.Text;

namespace RmsOrleans.Grains.Kernel;

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
