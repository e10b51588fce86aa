using System.Numerics;
using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations;

/// <summary>Which of so many things, counted from 0, belong to it. It never changes.</summary>
public sealed class BitSet
{
    internal const int BitsOfWord = 64;

    private readonly ulong[] words;

    /// <param name="words">Owned from now on. Bits from <paramref name="length"/> on are 0.</param>
    internal BitSet(int length, ulong[] words) => (Length, this.words) = (length, words);

    /// <summary>Of how many things.</summary>
    public int Length { get; }

    /// <summary>How many belong to it.</summary>
    public int Count => CountOf(words);

    /// <summary>The lowest bit of the first word is thing 0.</summary>
    public ReadOnlySpan<ulong> Words => words;

    public bool this[int i] => (words[i / BitsOfWord] & (1UL << (i % BitsOfWord))) != 0;

    /// <summary>Those that belong to it, in ascending order.</summary>
    public IEnumerable<int> Indexes
    {
        get
        {
            for (var word = 0; word < words.Length; word++)
            {
                for (var left = words[word]; left != 0; left &= left - 1)
                    yield return (word * BitsOfWord) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    public static BitSet All(int length)
    {
        var words = new ulong[WordsOf(length)];
        Array.Fill(words, ulong.MaxValue);
        if (length % BitsOfWord != 0)
            words[^1] = (1UL << (length % BitsOfWord)) - 1;
        return new(length, words);
    }

    public static BitSet None(int length) => new(length, new ulong[WordsOf(length)]);

    /// <exception cref="ArgumentOutOfRangeException">There is no such thing.</exception>
    public BitSet Without(IEnumerable<int> others)
    {
        ulong[] changed = [.. words];
        foreach (var i in others)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Length, nameof(others));
            changed[i / BitsOfWord] &= ~(1UL << (i % BitsOfWord));
        }
        return new(Length, changed);
    }

    /// <summary>What belongs to one of them, or to both.</summary>
    public BitSet Or(BitSet other)
    {
        var (joined, others) = (Copy(), Comparable(other));
        for (var i = 0; i < joined.Length; i++)
            joined[i] |= others[i];
        return new(Length, joined);
    }

    /// <summary>What belongs to both.</summary>
    public BitSet And(BitSet other)
    {
        var (joined, others) = (Copy(), Comparable(other));
        for (var i = 0; i < joined.Length; i++)
            joined[i] &= others[i];
        return new(Length, joined);
    }

    /// <summary>What belongs to this one and not to the other.</summary>
    public BitSet AndNot(BitSet other)
    {
        var (joined, others) = (Copy(), Comparable(other));
        for (var i = 0; i < joined.Length; i++)
            joined[i] &= ~others[i];
        return new(Length, joined);
    }

    /// <summary>How many belong to both.</summary>
    public int CountWith(BitSet other)
    {
        var (count, others) = (0, Comparable(other));
        for (var i = 0; i < words.Length; i++)
            count += BitOperations.PopCount(words[i] & others[i]);
        return count;
    }

    public bool HasAll => Count == Length;

    internal static int WordsOf(int length) => (length + BitsOfWord - 1) / BitsOfWord;

    internal static BitSet Read(int length, ReadOnlySpan<byte> bytes) => new(length, MemoryMarshal.Cast<byte, ulong>(bytes).ToArray());

    internal static int CountOf(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    private ulong[] Copy() => [.. words];

    private ulong[] Comparable(BitSet other) => other.Length == Length
        ? other.words
        : throw new ArgumentException($"A set of {other.Length} things cannot be compared with one of {Length}.", nameof(other));
}
