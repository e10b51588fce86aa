using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>
/// Of one segment: which of its declarations conditions hit, by their <see cref="ConditionsKey"/>. For several threads. The file: a magic word, the SHA-256 of the segment, how many declarations and lists there are;
/// of each list its key, the day on which it was last asked for, its length and its <see cref="PackedBits"/>; in the end the SHA-256 of all of that.
/// </summary>
public sealed class SegmentHits(int declarations)
{
    /// <summary>What nobody has asked for in so many days is not written again: profiles end, and drafts change.</summary>
    public const int DaysUnasked = 30;

    private const int HeaderLength = 8 + ConditionsKey.Length + sizeof(int) + sizeof(int);
    private const int EntryLength = ConditionsKey.Length + sizeof(int) + sizeof(int);

    private readonly ConcurrentDictionary<string, (byte[] Packed, int Day)> lists = new(StringComparer.Ordinal);
    private readonly Lock writing = new();
    private long bytes;

    private static ReadOnlySpan<byte> Magic => "RMSHITS1"u8;

    /// <summary>When it was last asked for, counted in askings.</summary>
    public long Turn { get; set; }

    /// <summary>What the lists take, without the dictionary around them.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>The declarations, packed; null where that is not known.</summary>
    /// <param name="today">The number of the day.</param>
    public byte[]? Find(string key, int today)
    {
        if (!lists.TryGetValue(key, out var list))
            return null;
        if (list.Day != today)
            lists.TryUpdate(key, (list.Packed, today), list);
        return list.Packed;
    }

    /// <summary>Adds what is found of conditions, unless it is known.</summary>
    /// <returns>It, packed.</returns>
    public byte[] Add(string key, BitSet hits, int today)
    {
        var packed = PackedBits.Pack(hits);
        if (lists.TryAdd(key, (packed, today)))
            Interlocked.Add(ref bytes, packed.Length + EntryLength);
        return packed;
    }

    /// <summary>Writes them, whole or not at all.</summary>
    /// <param name="sha256">Of the segment, hexadecimal.</param>
    /// <exception cref="IOException">There is no room, or no folder.</exception>
    public void Write(string path, string sha256, int today)
    {
        lock (writing)
            DurableFile.Write(path, file => file.Write(ToFile(sha256, today)));
    }

    private byte[] ToFile(string sha256, int today)
    {
        var kept = lists.Where(list => today - list.Value.Day <= DaysUnasked).OrderBy(list => list.Key, StringComparer.Ordinal).ToList();
        var file = new byte[HeaderLength + kept.Sum(list => EntryLength + list.Value.Packed.Length) + SHA256.HashSizeInBytes];
        Magic.CopyTo(file);
        Convert.FromHexString(sha256).CopyTo(file, Magic.Length);
        var rest = file.AsSpan(Magic.Length + ConditionsKey.Length);
        rest = Put(Put(rest, declarations), kept.Count);
        foreach (var (key, (packed, day)) in kept)
        {
            Convert.FromHexString(key).CopyTo(rest);
            rest = Put(Put(rest[ConditionsKey.Length..], day), packed.Length);
            packed.CopyTo(rest);
            rest = rest[packed.Length..];
        }
        SHA256.HashData(file.AsSpan(0, file.Length - SHA256.HashSizeInBytes), rest);
        return file;
    }

    /// <exception cref="InvalidSegmentException">It is not what was written for this segment.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static SegmentHits Read(string path, string sha256, int declarations)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        if (file.Length < HeaderLength + SHA256.HashSizeInBytes || !file.StartsWith(Magic) || !SHA256.HashData(file[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(file[^SHA256.HashSizeInBytes..]))
            throw new InvalidSegmentException(path, "these are no whole hit lists.");
        var of = Convert.ToHexStringLower(file.Slice(Magic.Length, ConditionsKey.Length));
        var rest = file[(Magic.Length + ConditionsKey.Length)..^SHA256.HashSizeInBytes];
        var (count, lists) = (Take(ref rest), Take(ref rest));
        if (of != sha256 || count != declarations)
            throw new InvalidSegmentException(path, "these are hit lists of another segment.");
        var hits = new SegmentHits(declarations);
        for (var i = 0; i < lists; i++)
        {
            var key = Convert.ToHexStringLower(rest[..ConditionsKey.Length]);
            rest = rest[ConditionsKey.Length..];
            var (day, length) = (Take(ref rest), Take(ref rest));
            if (!PackedBits.IsOf(rest[..length], declarations))
                throw new InvalidSegmentException(path, "a hit list is not of this segment.");
            hits.lists[key] = (rest[..length].ToArray(), day);
            hits.bytes += length + EntryLength;
            rest = rest[length..];
        }
        return hits;
    }

    private static Span<byte> Put(Span<byte> at, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(at, number);
        return at[sizeof(int)..];
    }

    private static int Take(ref ReadOnlySpan<byte> from)
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(from);
        from = from[sizeof(int)..];
        return number;
    }
}
