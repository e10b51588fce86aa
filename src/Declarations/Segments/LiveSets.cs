using System.Buffers.Binary;
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

    private LiveSets(long revision, ImmutableArray<byte> segment, BitSet first, BitSet latest) =>
        (Revision, Segment, First, Latest) = (revision, segment, first, latest);

    private static ReadOnlySpan<byte> Magic => "RMSLIVE\n"u8;

    /// <summary>From 0, when all count.</summary>
    public long Revision { get; }

    /// <summary>The SHA-256 of the segment that it is of.</summary>
    public ImmutableArray<byte> Segment { get; }

    public int Declarations => First.Length;

    /// <summary>The declarations that are the first versions of their numbers.</summary>
    public BitSet First { get; }

    /// <summary>The declarations that are the latest versions of their numbers.</summary>
    public BitSet Latest { get; }

    /// <summary>Every declaration counts, as the first and as the latest of its number.</summary>
    public static LiveSets AllOf(WrittenSegment segment) => new(0, segment.Sha256, BitSet.All(segment.Declarations), BitSet.All(segment.Declarations));

    /// <summary>The next revision, in which some declarations no longer count.</summary>
    /// <param name="notFirst">No longer the first, since a lower version came.</param>
    /// <param name="notLatest">No longer the latest, since a higher version came.</param>
    public LiveSets Without(IEnumerable<int> notFirst, IEnumerable<int> notLatest) => new(Revision + 1, Segment, First.Without(notFirst), Latest.Without(notLatest));

    /// <summary>Where the sets of a segment lie in a revision: beside it.</summary>
    public static string PathOf(string segment, long revision) => $"{segment}.{revision:d6}.live";

    /// <summary>Writes them, whole or not at all, and flushes them to the disk.</summary>
    public void Write(string path)
    {
        var bytes = new byte[HeaderLength + ((First.Words.Length + Latest.Words.Length) * sizeof(ulong)) + sizeof(uint)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Declarations);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Revision);
        Segment.CopyTo(bytes.AsSpan(24));
        MemoryMarshal.AsBytes(First.Words).CopyTo(bytes.AsSpan(HeaderLength));
        MemoryMarshal.AsBytes(Latest.Words).CopyTo(bytes.AsSpan(HeaderLength + (First.Words.Length * sizeof(ulong))));
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
        var length = (long)BitSet.WordsOf(Math.Max(count, 0)) * sizeof(ulong);
        if (bytes.Length != HeaderLength + (2 * length) + sizeof(uint)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != SegmentFormat.Checksum(bytes[..^sizeof(uint)]))
            throw new InvalidSegmentException(path, "the live sets are damaged.");
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            [.. bytes.Slice(24, ShaLength)],
            BitSet.Read(count, bytes.Slice(HeaderLength, (int)length)),
            BitSet.Read(count, bytes.Slice(HeaderLength + (int)length, (int)length)));
    }
}
