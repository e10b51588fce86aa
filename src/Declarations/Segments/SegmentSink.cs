using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RmsOrleans.Declarations.Segments;

/// <summary>The sections of a segment that is being made, in the order in which they will lie in the file.</summary>
internal sealed class SegmentSink
{
    private readonly List<ReadOnlyMemory<byte>> sections = [];
    private long length = SegmentFormat.HeaderLength;
    private ulong[] codes = [];

    /// <summary>So many codes that are 0: room for one column after the other.</summary>
    public Span<ulong> NoCodes(int count)
    {
        if (codes.Length < count)
            codes = new ulong[count];
        var empty = codes.AsSpan(0, count);
        empty.Clear();
        return empty;
    }

    public SectionEntry Add(byte[] bytes)
    {
        // The space up to the next section belongs to this one, so that each byte is under a checksum.
        var padded = (bytes.Length + SegmentFormat.Alignment - 1) / SegmentFormat.Alignment * SegmentFormat.Alignment;
        if (padded != bytes.Length)
            Array.Resize(ref bytes, padded);
        var entry = new SectionEntry(length, padded, SegmentFormat.Checksum(bytes));
        sections.Add(bytes);
        length += padded;
        return entry;
    }

    public SectionEntry Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Add(MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>In UTF-16, so that they can be asked where they lie.</summary>
    public TextEntry AddTexts(ReadOnlySpan<string> texts)
    {
        var ends = new int[texts.Length];
        var end = 0;
        for (var i = 0; i < texts.Length; i++)
            ends[i] = end = checked(end + texts[i].Length);
        var units = new char[end];
        end = 0;
        foreach (var text in texts)
        {
            text.CopyTo(units.AsSpan(end));
            end += text.Length;
        }
        return new(texts.Length, Add<int>(ends), Add<char>(units));
    }

    /// <summary>Texts in UTF-8 that may be of different lengths, in an order of their own.</summary>
    public TextEntry AddUtf8(GatheredBytes texts, ReadOnlySpan<int> order)
    {
        var ends = new int[order.Length];
        var end = 0;
        for (var i = 0; i < order.Length; i++)
            ends[i] = end += texts[order[i]].Length;
        return new(order.Length, Add<int>(ends), AddAll(texts, order));
    }

    public SectionEntry AddAll(GatheredBytes gathered, ReadOnlySpan<int> order)
    {
        var bytes = new byte[gathered.Length];
        var end = 0;
        foreach (var i in order)
        {
            gathered[i].CopyTo(bytes.AsSpan(end));
            end += gathered[i].Length;
        }
        return Add(bytes);
    }

    /// <summary>Writes the file, as <see cref="DurableFile"/> does.</summary>
    /// <returns>Its length and the SHA-256 of its bytes.</returns>
    public (long Length, ImmutableArray<byte> Sha256) Write(string path, DateOnly month, int rows, int declarations, SegmentDirectory directory)
    {
        var end = JsonSerializer.SerializeToUtf8Bytes(directory, SegmentJson.Default.SegmentDirectory);
        if (length + end.Length > int.MaxValue)
            throw new InvalidOperationException($"A segment of {length} bytes is too large; fewer items must go into one.");
        var header = new SegmentHeader(month, rows, declarations, length, end.Length, SegmentFormat.Checksum(end));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DurableFile.Write(path, file =>
        {
            foreach (var bytes in sections.Prepend(header.ToBytes()).Append(end))
            {
                file.Write(bytes.Span);
                hash.AppendData(bytes.Span);
            }
        });
        return (length + end.Length, ImmutableCollectionsMarshal.AsImmutableArray(hash.GetHashAndReset()));
    }
}
