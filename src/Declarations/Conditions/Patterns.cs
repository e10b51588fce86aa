using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RmsOrleans.Declarations.Conditions;

/// <summary>Regular expressions over folded texts.</summary>
public static class Patterns
{
    /// <summary>Anywhere in the text, and in a time that grows with its length alone: a limit of time would find less on a busy machine.</summary>
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    public const int Longest = 1000;

    /// <summary>
    /// The expression as it runs over folded texts; null where it cannot run, since it is wrong, too long, asks to look around or to go back, or is too large.
    /// </summary>
    public static Regex? Compile(string pattern, Field field, Folding folding)
    {
        if (pattern.Length > Longest)
            return null;
        try
        {
            return new(Fold(pattern.Normalize(NormalizationForm.FormC), folding.Joins(field)), Options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Replaces the letters that no folded text has by those that stand for them; what follows a backslash or begins a group means something else and stays.
    /// The pattern is never put into upper case, or <c>\d</c> would become <c>\D</c>.
    /// </summary>
    internal static string Fold(string pattern, bool joinsLookAlikes)
    {
        var folded = new StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length;)
        {
            var length = pattern[i] switch
            {
                '\\' => EscapeLength(pattern, i),
                '(' => GroupLength(pattern, i),
                _ => 0,
            };
            if (length > 0)
            {
                folded.Append(pattern, i, length);
                i += length;
            }
            else if (pattern[i] == '[')
                i = FoldClass(pattern, i, joinsLookAlikes, folded);
            else
                folded.Append(Image(pattern[i++], joinsLookAlikes));
        }
        return folded.ToString();
    }

    /// <summary>A range keeps its letters and gains those that stand for some of them.</summary>
    private static int FoldClass(string pattern, int start, bool joins, StringBuilder folded)
    {
        var i = start + 1;
        folded.Append('[');
        if (i < pattern.Length && pattern[i] == '^')
            folded.Append(pattern[i++]);
        for (var isFirst = true; i < pattern.Length; isFirst = false)
        {
            if (pattern[i] == ']' && !isFirst)
            {
                folded.Append(']');
                return i + 1;
            }
            if (pattern[i] == '\\')
            {
                var length = EscapeLength(pattern, i);
                folded.Append(pattern, i, length);
                i += length;
            }
            else if (i + 2 < pattern.Length && pattern[i] == '-' && pattern[i + 1] == '[')
            {
                // What a class leaves out is a class again.
                folded.Append('-');
                i = FoldClass(pattern, i + 1, joins, folded);
            }
            else if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] is not (']' or '[' or '\\'))
            {
                // Images come first: what is left out of a class must be the last of it.
                AppendImages(folded, pattern[i], pattern[i + 2], joins);
                folded.Append(pattern, i, 3);
                i += 3;
            }
            else
                folded.Append(Image(pattern[i++], joins));
        }
        return i;
    }

    private static void AppendImages(StringBuilder folded, char first, char last, bool joins)
    {
        for (int letter = first; letter <= last; letter++)
        {
            if (Image((char)letter, joins) is var image && image != letter)
                folded.Append(image);
        }
    }

    /// <summary>A letter that folding turns into another one, not only into its capital.</summary>
    private static char Image(char letter, bool joins) =>
        FoldedText.OfLetter(letter, joins) is var image && image == char.ToUpperInvariant(letter) ? letter : image;

    /// <summary>Of a backslash and what belongs to it: <c>\d</c>, <c>\p{Lu}</c>, <c>\k&lt;name&gt;</c>, <c>\u0401</c>, <c>\x41</c>, <c>\cA</c>.</summary>
    private static int EscapeLength(string pattern, int at)
    {
        if (at + 1 >= pattern.Length)
            return 1;
        var length = pattern[at + 1] switch
        {
            'p' or 'P' => Enclosed(pattern, at, '{', '}'),
            'k' => Enclosed(pattern, at, '<', '>'),
            'u' => 6,
            'x' => 4,
            'c' => 3,
            _ => 2,
        };
        return Math.Min(length, pattern.Length - at);
    }

    private static int Enclosed(string pattern, int at, char open, char close) =>
        at + 2 < pattern.Length && pattern[at + 2] == open && pattern.IndexOf(close, at + 2) is > 0 and var end ? end - at + 1 : 2;

    /// <summary>Of what begins a group and is no text: <c>(?:</c>, <c>(?i)</c>, <c>(?&lt;name&gt;</c>, <c>(?# … )</c>.</summary>
    private static int GroupLength(string pattern, int at)
    {
        if (at + 2 >= pattern.Length || pattern[at + 1] != '?')
            return 1;
        if (pattern[at + 2] == '#')
            return pattern.IndexOf(')', at) is > 0 and var end ? end - at + 1 : pattern.Length - at;
        if (pattern[at + 2] is '<' or '\'')
            return pattern.IndexOf(pattern[at + 2] == '<' ? '>' : '\'', at + 3) is > 0 and var end ? end - at + 1 : 3;
        var i = at + 2;
        while (i < pattern.Length && (char.IsAsciiLetter(pattern[i]) || pattern[i] == '-'))
            i++;
        return Math.Min(i - at + 1, pattern.Length - at);
    }
}
