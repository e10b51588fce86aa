using System.Numerics;
using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Reading;

/// <summary>
/// Texts of fields that have come more than once lately, by their bytes: most values of a load have come before, and those are neither tested nor made again. There is a place for each hash, so
/// what it takes is bounded, and a text that comes later takes the place of an earlier one. For any number of threads: what one of them misses is read as if it were new.
/// </summary>
internal sealed class RecentTexts
{
    private const int Places = 1 << 14;
    private const int LongestText = 128;

    private readonly Entry?[] entries = new Entry?[Places];

    /// <summary>What would have been kept at a place, had it come twice: texts that come once, such as numbers of documents, would else throw out all others.</summary>
    private readonly uint[] seen = new uint[Places];

    /// <summary>The value that was made of these bytes for this field; null where that is not known.</summary>
    /// <param name="hash">For <see cref="Add"/>.</param>
    public string? Find(Field field, ReadOnlySpan<byte> bytes, out uint hash)
    {
        hash = HashOf(field, bytes);
        return entries[hash % Places] is { } entry && entry.Hash == hash && entry.Field == field.Index && bytes.SequenceEqual(entry.Bytes) ? entry.Text : null;
    }

    /// <param name="text">A value of the field.</param>
    public void Add(Field field, ReadOnlySpan<byte> bytes, uint hash, string text)
    {
        if (bytes.Length > LongestText)
            return;
        ref var last = ref seen[hash % Places];
        if (last == hash)
            entries[hash % Places] = new(hash, field.Index, bytes.ToArray(), text);
        last = hash;
    }

    private static uint HashOf(Field field, ReadOnlySpan<byte> bytes)
    {
        var hash = (uint)field.Index;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            hash = BitOperations.Crc32C(hash, word);
        foreach (var rest in bytes[(bytes.Length & ~7)..])
            hash = BitOperations.Crc32C(hash, rest);
        return hash;
    }

    private sealed record Entry(uint Hash, int Field, byte[] Bytes, string Text);
}
