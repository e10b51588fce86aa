using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations;

/// <summary>
/// Sets in few bytes: of a set with little in it the distances from one thing to the next, seven bits in a byte; of another its words. What is empty takes one byte.
/// </summary>
public static class PackedBits
{
    private const byte Empty = 0;
    private const byte Distances = 1;
    private const byte Words = 2;
    private const int BitsOfByte = 7;
    private const byte More = 1 << BitsOfByte;

    private static readonly byte[] none = [Empty];

    public static byte[] Pack(BitSet set)
    {
        var most = 1 + (set.Words.Length * sizeof(ulong));
        var packed = new List<byte>(Math.Min(most, 1 + (2 * set.Count))) { Distances };
        var last = -1;
        foreach (var place in set.Indexes)
        {
            if (packed.Count >= most)
                return PackWords(set);
            Add(packed, place - last - 1);
            last = place;
        }
        return last < 0 ? none : packed.Count >= most ? PackWords(set) : [.. packed];
    }

    /// <summary>Whether nothing belongs to it.</summary>
    public static bool AreEmpty(ReadOnlySpan<byte> packed) => packed is [Empty];

    /// <summary>Whether these are a packed set of so many things.</summary>
    public static bool IsOf(ReadOnlySpan<byte> packed, int length) => AreEmpty(packed) || Unpack(packed, length) is not null;

    /// <returns>Null if these are no packed set of so many things.</returns>
    public static BitSet? Unpack(ReadOnlySpan<byte> packed, int length) => packed switch
    {
        [Empty] => BitSet.None(length),
        [Distances, .. var distances] => UnpackDistances(distances, length),
        [Words, .. var words] => UnpackWords(words, length),
        _ => null,
    };

    private static byte[] PackWords(BitSet set) => [Words, .. MemoryMarshal.AsBytes(set.Words)];

    private static void Add(List<byte> packed, int distance)
    {
        for (; distance >= More; distance >>= BitsOfByte)
            packed.Add((byte)(More | (distance & (More - 1))));
        packed.Add((byte)distance);
    }

    private static BitSet? UnpackDistances(ReadOnlySpan<byte> distances, int length)
    {
        var words = new ulong[BitSet.WordsOf(length)];
        var (place, distance, shift) = (-1L, 0L, 0);
        foreach (var next in distances)
        {
            if (shift > sizeof(int) * BitsOfByte)
                return null;
            distance |= (long)(next & (More - 1)) << shift;
            shift += BitsOfByte;
            if ((next & More) != 0)
                continue;
            place += distance + 1;
            if (place >= length)
                return null;
            words[place / BitSet.BitsOfWord] |= 1UL << (int)(place % BitSet.BitsOfWord);
            (distance, shift) = (0, 0);
        }
        return shift == 0 ? new(length, words) : null;
    }

    private static BitSet? UnpackWords(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length != BitSet.WordsOf(length) * sizeof(ulong))
            return null;
        var set = BitSet.Read(length, bytes);
        return length % BitSet.BitsOfWord is var rest and not 0 && set.Words[^1] >> rest != 0 ? null : set;
    }
}
