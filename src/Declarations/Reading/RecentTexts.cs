using System.Numerics;
using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Reading;

/// <summary>
/// Texts of fields that have come more than once lately, by their bytes: most values of a load have come before, and those are neither tested nor made again. There is a place for each hash, so
/// what it takes is bounded, and a text that comes later takes the place of an earlier one. For any number of threads: what one of them misses is read as if it were new.
/// </summary>
internal sealed class RecentTexts
{
    private const int Places = 1 << 10;
    private const int LongestText = 128;

    private readonly Entry?[] entries = new Entry?[Places];

    /// <summary>What would have been kept at a place, had it come twice: texts that come once, such as numbers of documents, would else throw out all others.</summary>
    private readonly uint[] seen = new uint[Places];

    /// <summary>The value that was made of these bytes for this field; null where that is not known.</summary>
    /// <param name="hash">For <see cref="Add"/>.</param>
    public string? Find(Field field, ReadOnlySpan<byte> bytes, out uint hash)
    {
        var ends = Ends.Of(bytes);
        hash = ends.HashOf(field, bytes);
        return entries[hash % Places] is { } entry && entry.Ends == ends && entry.Field == field.Index && (bytes.Length <= Ends.Length || bytes.SequenceEqual(entry.Bytes)) ? entry.Text : null;
    }

    /// <param name="text">A value of the field.</param>
    public void Add(Field field, ReadOnlySpan<byte> bytes, uint hash, string text)
    {
        if (bytes.Length > LongestText)
            return;
        ref var last = ref seen[hash % Places];
        if (last == hash)
            entries[hash % Places] = new(Ends.Of(bytes), field.Index, bytes.Length <= Ends.Length ? [] : bytes.ToArray(), text);
        last = hash;
    }

    /// <param name="Bytes">Of a text that its ends do not tell from others: most are short, and these lie elsewhere in memory.</param>
    private sealed record Entry(Ends Ends, int Field, byte[] Bytes, string Text);

    /// <summary>The first and the last eight bytes, which overlap in a text of fewer than sixteen; what is shorter than eight is all in the first.</summary>
    private readonly record struct Ends(ulong First, ulong Last, int Count)
    {
        public const int Length = 2 * sizeof(ulong);

        public static Ends Of(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length >= sizeof(ulong))
                return new(MemoryMarshal.Read<ulong>(bytes), MemoryMarshal.Read<ulong>(bytes[^sizeof(ulong)..]), bytes.Length);
            var all = 0UL;
            foreach (var next in bytes)
                all = (all << 8) | next;
            return new(all, 0, bytes.Length);
        }

        public uint HashOf(Field field, ReadOnlySpan<byte> bytes)
        {
            var hash = BitOperations.Crc32C(BitOperations.Crc32C((uint)(field.Index + (Count << 8)), First), Last);
            if (Count > Length)
            {
                foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes[sizeof(ulong)..^sizeof(ulong)]))
                    hash = BitOperations.Crc32C(hash, word);
            }
            return hash;
        }
    }
}
