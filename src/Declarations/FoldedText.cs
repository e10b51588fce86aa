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

    /// <summary>Of each character the one that stands for it: without and with letters that look alike. Asking the runtime each time is dear beyond ASCII.</summary>
    private static readonly char[] upper = Table(Upper);
    private static readonly char[] joined = Table(sign => Joined(Upper(sign)));

    /// <summary>NFC, trimmed, in upper case; <c>ё</c> is <c>е</c>.</summary>
    /// <exception cref="ArgumentException">The text has half a surrogate pair.</exception>
    public static string Fold(string text, Field field, Folding folding)
    {
        var joins = folding.Joins(field);
        if (IsFolded(text, joins))
            return text;
        var composed = (IsPlainlyComposed(text) ? text : text.Normalize(NormalizationForm.FormC)).AsSpan().Trim();
        return string.Create(composed.Length, new Composed(composed, joins), static (span, given) => given.FoldTo(span));
    }

    /// <summary>As <see cref="Fold(string, Field, Folding)"/>, without making a string where none is needed.</summary>
    /// <param name="buffer">For the folded text, if it is another one.</param>
    internal static ReadOnlySpan<char> Fold(string text, Field field, Folding folding, ref char[] buffer)
    {
        var joins = folding.Joins(field);
        if (IsFolded(text, joins))
            return text;
        if (!IsPlainlyComposed(text))
            return Fold(text, field, folding);
        var composed = text.AsSpan().Trim();
        if (buffer.Length < composed.Length)
            buffer = new char[composed.Length];
        new Composed(composed, joins).FoldTo(buffer.AsSpan(0, composed.Length));
        return buffer.AsSpan(0, composed.Length);
    }

    /// <summary>The letter that stands for all that count as this one.</summary>
    internal static char OfLetter(char letter, bool joinsLookAlikes) => (joinsLookAlikes ? joined : upper)[letter];

    /// <summary>Without the data of ICU, composing accents silently does nothing.</summary>
    /// <exception cref="InvalidOperationException">Texts cannot be composed here.</exception>
    public static void RequireNormalization()
    {
        if ("e\u0301".Normalize(NormalizationForm.FormC) != "\u00E9")
            throw new InvalidOperationException("Texts cannot be composed here (NFC): the library ICU is missing, or the program runs with invariant globalization.");
    }

    /// <summary>Whether it is seen at once that a text is composed: signs before the first accent that stands alone, Cyrillic letters, and what is printed around them.</summary>
    private static bool IsPlainlyComposed(string text)
    {
        foreach (var sign in text)
        {
            if (sign is not (< '\u0300' or (>= '\u0400' and <= '\u0482') or (>= '\u048A' and <= '\u052F') or (>= '\u2010' and <= '\u2027') or '№'))
                return false;
        }
        return true;
    }

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

    private static char[] Table(Func<char, char> of)
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
            table[i] = of((char)i);
        return table;
    }

    private readonly ref struct Composed(ReadOnlySpan<char> text, bool joins)
    {
        private readonly ReadOnlySpan<char> text = text;

        public void FoldTo(Span<char> span)
        {
            var table = joins ? joined : upper;
            for (var i = 0; i < span.Length; i++)
                span[i] = table[text[i]];
        }
    }
}
