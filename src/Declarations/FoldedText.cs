using System.Text;

namespace RmsOrleans.Declarations;

/// <summary>Which texts count as one, beyond case, white space around them, and how accents are composed.</summary>
/// <param name="LookAlikes">Whether Latin letters count as the Cyrillic ones that look the same, in the fields that <see cref="Field.HasLookAlikes"/>.</param>
public sealed record Folding(bool LookAlikes = true)
{
    private const string Plain = "1";
    private const string WithLookAlikes = "1+look-alikes";

    public static readonly Folding Default = new();

    /// <summary>As files name it that hold texts folded so. The figure counts what changes for every text.</summary>
    public string Name => LookAlikes ? WithLookAlikes : Plain;

    /// <summary>The folding of a name; null if this program does not know it.</summary>
    public static Folding? OfName(string name) => name switch
    {
        Plain => new(LookAlikes: false),
        WithLookAlikes => new(LookAlikes: true),
        _ => null,
    };

    internal bool Joins(Field field) => LookAlikes && field.HasLookAlikes;
}

/// <summary>The one function by which texts are made comparable: once for a declaration, once for a condition; after it they compare ordinally.</summary>
public static class FoldedText
{
    /// <summary>The most characters of a text that a declaration bears.</summary>
    public const int Longest = 20_000;

    private const string Latin = "ABCEHKMOPTXY";
    private const string Cyrillic = "АВСЕНКМОРТХУ";

    /// <summary>NFC, trimmed, in upper case; <c>ё</c> is <c>е</c>.</summary>
    /// <exception cref="ArgumentException">The text has half a surrogate pair.</exception>
    public static string Fold(string text, Field field, Folding folding)
    {
        var joins = folding.Joins(field);
        if (IsFolded(text, joins))
            return text;
        var composed = text.Normalize(NormalizationForm.FormC).Trim();
        return string.Create(composed.Length, (composed, joins), static (span, given) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = Upper(given.composed[i]) is var upper && given.joins ? Joined(upper) : upper;
        });
    }

    /// <summary>The letter that stands for all that count as this one.</summary>
    internal static char OfLetter(char letter, bool joinsLookAlikes)
    {
        var upper = Upper(letter);
        return joinsLookAlikes ? Joined(upper) : upper;
    }

    /// <summary>Without the data of ICU, composing accents silently does nothing.</summary>
    /// <exception cref="InvalidOperationException">Texts cannot be composed here.</exception>
    public static void RequireNormalization()
    {
        if ("e\u0301".Normalize(NormalizationForm.FormC) != "\u00E9")
            throw new InvalidOperationException("Texts cannot be composed here (NFC): the library ICU is missing, or the program runs with invariant globalization.");
    }

    /// <summary>Whether it is seen at once that folding leaves a text as it is.</summary>
    internal static bool IsPlainlyFolded(string text, Field field, Folding folding) => IsFolded(text, folding.Joins(field));

    private static bool IsFolded(string text, bool joins)
    {
        foreach (var sign in text)
        {
            // Of what is not plain, only the whole function knows.
            if (sign is < '!' or > '~' or (>= 'a' and <= 'z') || (joins && sign is >= 'A' and <= 'Z'))
                return false;
        }
        return true;
    }

    private static char Upper(char sign) => char.ToUpperInvariant(sign) is var upper && upper == 'Ё' ? 'Е' : upper;

    private static char Joined(char upper) => Latin.IndexOf(upper) is >= 0 and var at ? Cyrillic[at] : upper;
}
