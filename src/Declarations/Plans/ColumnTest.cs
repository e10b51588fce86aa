using System.Text.RegularExpressions;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Plans;

/// <summary>Alternatives of one field, or an exclusion, for the column of a segment.</summary>
/// <param name="column">Null where no declaration of the segment has a value: then nothing holds.</param>
/// <param name="codes">What is known to hold without looking at a text or another column.</param>
/// <param name="pairs">Comparisons with other fields.</param>
internal sealed class ColumnTest(Field field, Column? column, CodeSet codes, PatternTest? patterns, ImmutableArray<PairTest> pairs)
{
    public Field Field { get; } = field;

    public Column? Column => column;

    public CodeSet Codes => codes;

    public PatternTest? Patterns => patterns;

    public ImmutableArray<PairTest> Pairs => pairs;

    public bool HoldsNever => column is null || (codes.IsEmpty && patterns is null && pairs.IsEmpty);

    /// <summary>How much it costs to test a row, roughly; the cheapest come first.</summary>
    public int Cost => patterns is not null ? 1000
        : !pairs.IsEmpty ? 100
        : !codes.HasFewRanges ? 50
        : Field.Name == Segment.SortedBy ? 0
        : (column?.Width ?? 0) * codes.Ranges.Length;

    /// <summary>Whether it holds at a place of the column's table.</summary>
    /// <param name="row">The item, for what it is compared with.</param>
    public bool HoldsAt(int place, int row, Stopping stopping)
    {
        if (column is null || column[place] is not (not 0 and var code))
            return false;
        if (codes.Has(code) || (patterns?.Has((int)code, stopping) ?? false))
            return true;
        foreach (var pair in pairs)
        {
            if (pair.HoldsAt(code, row))
                return true;
        }
        return false;
    }
}

/// <summary>Patterns over the texts of a column: each text is looked at once, and only when a row that has it is asked.</summary>
internal sealed class PatternTest(Texts texts, ImmutableArray<Regex> patterns)
{
    private const int BitsOfWord = 64;

    private readonly ulong[] isKnown = new ulong[(texts.Count / BitsOfWord) + 1];
    private readonly ulong[] matches = new ulong[(texts.Count / BitsOfWord) + 1];

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool Has(int code, Stopping stopping)
    {
        var (word, bit) = (code / BitsOfWord, 1UL << (code % BitsOfWord));
        if ((isKnown[word] & bit) == 0)
        {
            foreach (var pattern in patterns)
            {
                var text = texts[code];
                stopping.BeforeText(text.Length);
                if (pattern.IsMatch(text))
                {
                    matches[word] |= bit;
                    break;
                }
            }
            isKnown[word] |= bit;
        }
        return (matches[word] & bit) != 0;
    }
}

/// <summary>Sees to it that a stop is heard.</summary>
internal sealed class Stopping(CancellationToken stop)
{
    private const int MostTexts = 4096;

    /// <summary>A pattern can be slow, so a stop is looked for sooner than a quick one would need.</summary>
    private const int MostCharacters = 20_000;

    private int texts;
    private long characters;

    /// <summary>Called before a pattern meets a text.</summary>
    public void BeforeText(int length)
    {
        texts++;
        characters += length;
        if (texts >= MostTexts || characters >= MostCharacters)
            Look();
    }

    public void Look()
    {
        (texts, characters) = (0, 0);
        stop.ThrowIfCancellationRequested();
    }
}
