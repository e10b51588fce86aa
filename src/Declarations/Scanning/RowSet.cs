using System.Numerics;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>
/// Which rows of a table are still in question: words of 64 rows, of which only those from <see cref="From"/> to before <see cref="To"/> say anything;
/// outside of them no row is.
/// </summary>
internal sealed class RowSet(int rows)
{
    private const int BitsOfWord = SegmentFormat.RowsOfWord;

    public ulong[] Words { get; } = new ulong[SegmentFormat.WordsOf(rows)];

    public int From { get; private set; }

    public int To { get; private set; }

    public Span<ulong> InQuestion => Words.AsSpan(From, To - From);

    public int Count => BitSet.CountOf(InQuestion);

    public void Clear() => (From, To) = (0, 0);

    /// <summary>No row, but all words say so.</summary>
    public void ClearAll()
    {
        Array.Clear(Words);
        (From, To) = (0, Words.Length);
    }

    public void CopyFrom(RowSet other)
    {
        (From, To) = (other.From, other.To);
        other.InQuestion.CopyTo(InQuestion);
    }

    public void CopyFrom(ReadOnlySpan<ulong> words)
    {
        words.CopyTo(Words);
        (From, To) = (0, words.Length);
    }

    public BitSet ToBitSet()
    {
        var words = new ulong[Words.Length];
        InQuestion.CopyTo(words.AsSpan(From));
        return new(rows, words);
    }

    public bool Has(int row) => row / BitsOfWord is var word && word >= From && word < To && (Words[word] & (1UL << (row % BitsOfWord))) != 0;

    /// <summary>Rows before one, and from another on, are out.</summary>
    public void KeepRun(int from, int to)
    {
        if (from >= to)
        {
            Clear();
            return;
        }
        var (first, last) = (from / BitsOfWord, (to - 1) / BitsOfWord);
        (From, To) = (Math.Max(From, first), Math.Min(To, last + 1));
        if (From >= To)
        {
            Clear();
            return;
        }
        if (From == first)
            Words[first] &= ulong.MaxValue << (from % BitsOfWord);
        if (To == last + 1)
            Words[last] &= ulong.MaxValue >> (BitsOfWord - 1 - ((to - 1) % BitsOfWord));
    }

    public void And(RowSet other)
    {
        var (from, to) = (Math.Max(From, other.From), Math.Min(To, other.To));
        if (from >= to)
        {
            Clear();
            return;
        }
        (From, To) = (from, to);
        for (var i = from; i < to; i++)
            Words[i] &= other.Words[i];
    }

    public void AndNot(RowSet other)
    {
        for (var i = Math.Max(From, other.From); i < Math.Min(To, other.To); i++)
            Words[i] &= ~other.Words[i];
    }

    /// <summary>Rows from one to before another are in question; only after <see cref="ClearAll"/>.</summary>
    public void AddRun(int from, int to)
    {
        for (var row = from; row < to;)
        {
            var (word, bit) = (row / BitsOfWord, row % BitsOfWord);
            var count = Math.Min(BitsOfWord - bit, to - row);
            Words[word] |= (ulong.MaxValue >> (BitsOfWord - count)) << bit;
            row += count;
        }
    }

    /// <summary>A row is in question; only after <see cref="ClearAll"/>.</summary>
    public void Add(int row) => Words[row / BitsOfWord] |= 1UL << (row % BitsOfWord);

    public bool HasAny(int from, int to)
    {
        for (var row = from; row < to;)
        {
            var (word, bit) = (row / BitsOfWord, row % BitsOfWord);
            var count = Math.Min(BitsOfWord - bit, to - row);
            if (word >= From && word < To && (Words[word] & ((ulong.MaxValue >> (BitsOfWord - count)) << bit)) != 0)
                return true;
            row += count;
        }
        return false;
    }

    /// <summary>The rows in question, in ascending order. What is taken out while they are gone through is only heeded from the next word on.</summary>
    public Rows All => new(this);

    public ref struct Rows(RowSet set)
    {
        private int word = set.From - 1;
        private ulong left;

        public int Current { get; private set; }

        public readonly Rows GetEnumerator() => this;

        public bool MoveNext()
        {
            while (left == 0)
            {
                if (++word >= set.To)
                    return false;
                left = set.Words[word];
            }
            Current = (word * BitsOfWord) + BitOperations.TrailingZeroCount(left);
            left &= left - 1;
            return true;
        }
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(int row) => Words[row / BitsOfWord] &= ~(1UL << (row % BitsOfWord));
}
