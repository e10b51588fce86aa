using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Segments;

/// <summary>Declarations as they were loaded, some of them to a block, each block compressed by itself.</summary>
internal static class SourceBlocks
{
    /// <summary>A block ends with the declaration that reaches so many bytes: larger ones are smaller on the disk, smaller ones sooner read.</summary>
    public const int BytesOfBlock = 64 * 1024;

    /// <summary>In the table: the first declaration, where it ends in the file, how long it is unpacked, its checksum.</summary>
    public const int EntryLength = 16;

    /// <summary>The quickest that looks for repetitions farther than a few bytes back.</summary>
    private const int Quality = 1;
    private const int WindowBits = 18;

    public static SourceEntry Seal(SegmentSink sink, GatheredBytes sources, ReadOnlySpan<int> declarations)
    {
        var ends = new int[declarations.Length];
        var (table, packed, block) = (new List<int>(), new MemoryStream(), new MemoryStream());
        var (end, first, buffer) = (0, 0, Array.Empty<byte>());
        for (var i = 0; i < declarations.Length; i++)
        {
            block.Write(sources[declarations[i]]);
            ends[i] = end += sources[declarations[i]].Length;
            if (block.Length < BytesOfBlock && i + 1 < declarations.Length)
                continue;
            var bytes = Pack(block.GetBuffer().AsSpan(0, (int)block.Length), ref buffer);
            packed.Write(bytes);
            table.AddRange([first, (int)packed.Length, (int)block.Length, (int)SegmentFormat.Checksum(bytes)]);
            block.SetLength(0);
            first = i + 1;
        }
        return new(table.Count * sizeof(int) / EntryLength, sink.Add<int>(ends), sink.Add<int>(CollectionsMarshal.AsSpan(table)), sink.Add(packed.ToArray()));
    }

    private static ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> block, ref byte[] buffer)
    {
        if (BrotliEncoder.GetMaxCompressedLength(block.Length) is var most && buffer.Length < most)
            buffer = new byte[most];
        return BrotliEncoder.TryCompress(block, buffer, out var length, Quality, WindowBits)
            ? buffer.AsSpan(0, length)
            : throw new InvalidOperationException($"A block of {block.Length} bytes could not be compressed.");
    }

    /// <summary>The number of the block that a declaration is in.</summary>
    public static int BlockOf(ReadOnlySpan<byte> table, int blocks, int declaration)
    {
        var (least, most) = (0, blocks - 1);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            if (Entry(table, middle, 0) <= declaration)
                least = middle;
            else
                most = middle - 1;
        }
        return least;
    }

    public static int FirstOf(ReadOnlySpan<byte> table, int block) => Entry(table, block, 0);

    public static byte[] Unpack(ReadOnlySpan<byte> table, int block, ReadOnlySpan<byte> blocks, string path)
    {
        var start = block == 0 ? 0 : Entry(table, block - 1, 1);
        var packed = blocks[start..Entry(table, block, 1)];
        if (SegmentFormat.Checksum(packed) != (uint)Entry(table, block, 3))
            throw new InvalidSegmentException(path, $"block {block} of the declarations as they were loaded is damaged.");
        var unpacked = new byte[Entry(table, block, 2)];
        return BrotliDecoder.TryDecompress(packed, unpacked, out var length) && length == unpacked.Length
            ? unpacked
            : throw new InvalidSegmentException(path, $"block {block} of the declarations as they were loaded cannot be unpacked.");
    }

    private static int Entry(ReadOnlySpan<byte> table, int block, int part) =>
        BinaryPrimitives.ReadInt32LittleEndian(table[((block * EntryLength) + (part * sizeof(int)))..]);
}
