namespace RmsOrleans.Declarations.Plans;

/// <summary>Codes of a column from one to another, both with them.</summary>
internal readonly record struct CodeRange(ulong From, ulong To);

/// <summary>The codes of a column that a condition holds for; what is missing is never among them.</summary>
internal sealed class CodeSet
{
    /// <summary>So many ranges are compared side by side; beyond it a code is looked up.</summary>
    public const int FewRanges = 8;

    private const ulong LargestTable = 1 << 22;
    private const int BitsOfWord = 64;

    private readonly ulong[]? table;

    private CodeSet(CodeRange[] ranges)
    {
        Ranges = ranges;
        if (ranges.Length <= FewRanges || ranges[^1].To >= LargestTable)
            return;
        table = new ulong[(ranges[^1].To / BitsOfWord) + 1];
        foreach (var (from, to) in ranges)
        {
            for (var code = from; code <= to; code++)
                table[code / BitsOfWord] |= 1UL << (int)(code % BitsOfWord);
        }
    }

    public static readonly CodeSet Empty = new([]);

    /// <summary>In ascending order; none touches the next.</summary>
    public CodeRange[] Ranges { get; }

    public bool IsEmpty => Ranges.Length == 0;

    public bool HasFewRanges => Ranges.Length <= FewRanges;

    /// <param name="ranges">In any order; empty ones and code 0 count for nothing.</param>
    /// <param name="most">The highest code of the column: what is compared has no room for more.</param>
    public static CodeSet Of(IEnumerable<CodeRange> ranges, ulong most)
    {
        var joined = new List<CodeRange>();
        foreach (var (from, to) in ranges.Select(range => new CodeRange(Math.Max(range.From, 1), Math.Min(range.To, most))).Where(range => range.From <= range.To).OrderBy(range => range.From))
        {
            if (joined.Count > 0 && joined[^1].To is var last && (from <= last || from - 1 == last))
                joined[^1] = joined[^1] with { To = Math.Max(last, to) };
            else
                joined.Add(new(from, to));
        }
        return joined.Count == 0 ? Empty : new([.. joined]);
    }

    public bool Has(ulong code)
    {
        if (table is not null)
            return code / BitsOfWord is var word && word < (ulong)table.Length && (table[word] & (1UL << (int)(code % BitsOfWord))) != 0;
        var (least, most) = (0, Ranges.Length - 1);
        while (least <= most)
        {
            var middle = (least + most) / 2;
            if (code < Ranges[middle].From)
                most = middle - 1;
            else if (code > Ranges[middle].To)
                least = middle + 1;
            else
                return true;
        }
        return false;
    }
}
