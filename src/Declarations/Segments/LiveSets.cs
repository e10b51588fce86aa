using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Segments;

/// <summary>
/// Which declarations of a segment count: <em>first</em> as it was lodged, <em>latest</em> as it is now. A set never changes; what is changed is another revision
/// in another file, so that whoever reads keeps what he began with.
/// </summary>
public sealed class LiveSets
{
    private const int FormatVersion = 1;
    private const int HeaderLength = 64;
    private const int ShaLength = 32;
    private const int BitsOfWord = 64;

    private readonly ulong[] first;
    private readonly ulong[] latest;

    private LiveSets(long revision, ImmutableArray<byte> segment, int count, ulong[] first, ulong[] latest) =>
        (Revision, Segment, Declarations, this.first, this.latest) = (revision, segment, count, first, latest);

    private static ReadOnlySpan<byte> Magic => "RMSLIVE\n"u8;

    /// <summary>From 0, when all count.</summary>
    public long Revision { get; }

    /// <summary>The SHA-256 of the segment that it is of.</summary>
    public ImmutableArray<byte> Segment { get; }

    public int Declarations { get; }

    internal ReadOnlySpan<ulong> First => first;

    internal ReadOnlySpan<ulong> Latest => latest;

    /// <summary>Every declaration counts, as the first and as the latest of its number.</summary>
    public static LiveSets AllOf(WrittenSegment segment) =>
        new(0, segment.Sha256, segment.Declarations, All(segment.Declarations), All(segment.Declarations));

    public bool IsFirst(int declaration) => Has(first, declaration);

    public bool IsLatest(int declaration) => Has(latest, declaration);

    public int CountFirst => first.Sum(BitOperations.PopCount);

    public int CountLatest => latest.Sum(BitOperations.PopCount);

    /// <summary>The next revision, in which some declarations no longer count.</summary>
    /// <param name="notFirst">No longer the first, since a lower version came.</param>
    /// <param name="notLatest">No longer the latest, since a higher version came.</param>
    public LiveSets Without(IEnumerable<int> notFirst, IEnumerable<int> notLatest)
    {
        return new(Revision + 1, Segment, Declarations, Without(first, notFirst), Without(latest, notLatest));

        ulong[] Without(ulong[] set, IEnumerable<int> declarations)
        {
            ulong[] changed = [.. set];
            foreach (var declaration in declarations)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)declaration, (uint)Declarations, nameof(declarations));
                changed[declaration / BitsOfWord] &= ~(1UL << (declaration % BitsOfWord));
            }
            return changed;
        }
    }

    /// <summary>Where the sets of a segment lie in a revision: beside it.</summary>
    public static string PathOf(string segment, long revision) => $"{segment}.{revision:d6}.live";

    /// <summary>Writes them, whole or not at all, and flushes them to the disk.</summary>
    public void Write(string path)
    {
        var bytes = new byte[HeaderLength + ((first.Length + latest.Length) * sizeof(ulong)) + sizeof(uint)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Declarations);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Revision);
        Segment.CopyTo(bytes.AsSpan(24));
        MemoryMarshal.AsBytes(First).CopyTo(bytes.AsSpan(HeaderLength));
        MemoryMarshal.AsBytes(Latest).CopyTo(bytes.AsSpan(HeaderLength + (first.Length * sizeof(ulong))));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), SegmentFormat.Checksum(bytes.AsSpan(0, bytes.Length - sizeof(uint))));
        DurableFile.Write(path, file => file.Write(bytes));
    }

    /// <exception cref="InvalidSegmentException">It is none of our files, or cut, changed, or of another version.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static LiveSets Read(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderLength + sizeof(uint) || !bytes.StartsWith(Magic))
            throw new InvalidSegmentException(path, "these are no live sets of a segment.");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) is var version && version != FormatVersion)
            throw new InvalidSegmentException(path, $"the live sets are of format {version}; this program reads format {FormatVersion}.");
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var words = WordsOf(count);
        if (bytes.Length != HeaderLength + (2L * words * sizeof(ulong)) + sizeof(uint)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != SegmentFormat.Checksum(bytes[..^sizeof(uint)]))
            throw new InvalidSegmentException(path, "the live sets are damaged.");
        var sets = MemoryMarshal.Cast<byte, ulong>(bytes[HeaderLength..^sizeof(uint)]);
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), [.. bytes.Slice(24, ShaLength)], count, sets[..words].ToArray(), sets[words..].ToArray());
    }

    private static bool Has(ulong[] set, int declaration) => (set[declaration / BitsOfWord] & (1UL << (declaration % BitsOfWord))) != 0;

    private static ulong[] All(int count)
    {
        var set = new ulong[WordsOf(count)];
        Array.Fill(set, ulong.MaxValue);
        if (count % BitsOfWord != 0)
            set[^1] = (1UL << (count % BitsOfWord)) - 1;
        return set;
    }

    private static int WordsOf(int count) => (count + BitsOfWord - 1) / BitsOfWord;
}
