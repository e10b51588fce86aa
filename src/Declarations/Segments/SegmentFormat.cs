using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace RmsOrleans.Declarations.Segments;

/// <summary>
/// How a segment lies in its file: a header of 64 bytes, sections that begin at multiples of 64 bytes, and a directory of them as JSON at the end.
/// Whole numbers are little-endian. Each byte before the directory, the spaces between the sections too, belongs to a checksum.
/// </summary>
internal static class SegmentFormat
{
    public const int Version = 1;
    public const int HeaderLength = 64;

    /// <summary>One vector of the widest kind.</summary>
    public const int Alignment = 64;

    /// <summary>Rows are tested in words of so many; columns are filled up to whole words with what is missing.</summary>
    public const int RowsOfWord = 64;

    public static ReadOnlySpan<byte> Magic => "RMSSEGM\n"u8;

    public static int WordsOf(int rows) => (rows + RowsOfWord - 1) / RowsOfWord;

    /// <summary>CRC-32C: it finds every change of up to 32 bits side by side.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            checksum = BitOperations.Crc32C(checksum, word);
        foreach (var rest in bytes[(bytes.Length & ~7)..])
            checksum = BitOperations.Crc32C(checksum, rest);
        return ~checksum;
    }
}

/// <summary>What the first bytes of a segment say.</summary>
internal readonly record struct SegmentHeader(DateOnly Month, int Rows, int Declarations, long DirectoryOffset, int DirectoryLength, uint DirectoryChecksum)
{
    public byte[] ToBytes()
    {
        var bytes = new byte[SegmentFormat.HeaderLength];
        SegmentFormat.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), SegmentFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Month.DayNumber);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Rows);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), Declarations);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), DirectoryOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), DirectoryLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), DirectoryChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), SegmentFormat.Checksum(bytes.AsSpan(0, 60)));
        return bytes;
    }

    /// <exception cref="InvalidSegmentException">It is no header, or not of a file of this length.</exception>
    public static SegmentHeader Read(string path, ReadOnlySpan<byte> file)
    {
        if (file.Length < SegmentFormat.HeaderLength || !file.StartsWith(SegmentFormat.Magic))
            throw new InvalidSegmentException(path, "this is no segment of declarations.");
        if (BinaryPrimitives.ReadInt32LittleEndian(file[8..]) is var version && version != SegmentFormat.Version)
            throw new InvalidSegmentException(path, $"the segment is of format {version}; this program reads format {SegmentFormat.Version}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[60..]) != SegmentFormat.Checksum(file[..60]))
            throw new InvalidSegmentException(path, "the header is damaged.");
        var header = new SegmentHeader(
            DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(file[12..])),
            BinaryPrimitives.ReadInt32LittleEndian(file[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(file[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(file[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(file[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(file[36..]));
        return header.DirectoryOffset + header.DirectoryLength == file.Length
            ? header
            : throw new InvalidSegmentException(path, $"the file has {file.Length} bytes and not the {header.DirectoryOffset + header.DirectoryLength} that it had.");
    }
}

/// <summary>What stands where in a segment, and which folding its texts had (<see cref="Folding.Name"/>).</summary>
internal sealed record SegmentDirectory(string Folding, IReadOnlyList<ColumnEntry> Columns, TextEntry Numbers, SectionEntry Hashes, SourceEntry Sources);

/// <summary>A span of bytes of the file, with its checksum.</summary>
internal sealed record SectionEntry(long Offset, int Length, uint Checksum);

/// <summary>
/// A column of codes, all of the same width in bytes; 0 is what is missing. With texts, a code counts them from 1 in their order; with a scale it is a number;
/// else it says itself what it is.
/// </summary>
/// <param name="Table">What it has an entry for each of: an item (<see cref="ColumnNames.Rows"/>), a declaration, or a repeated thing.</param>
/// <param name="Width">In bytes: 0 (all are missing), 1, 2, 4 or 8.</param>
/// <param name="Most">The highest code.</param>
internal sealed record ColumnEntry(string Table, string Name, int Count, int Width, ulong Most, SectionEntry Codes, NumberScale? Scale, TextEntry? Texts);

/// <summary>Texts in ordinal order: where each ends, in units, and the units: UTF-16 for columns, UTF-8 for numbers of declarations.</summary>
internal sealed record TextEntry(int Count, SectionEntry Ends, SectionEntry Units);

/// <summary>Declarations as they were loaded, in compressed blocks: where each one ends in the whole, the table of blocks, and the blocks.</summary>
internal sealed record SourceEntry(int Blocks, SectionEntry Ends, SectionEntry Table, SectionEntry Bytes);

/// <summary>How codes are numbers: code 1 is <paramref name="Least"/>, each next one is a step further. In millionths.</summary>
internal readonly record struct NumberScale(long Least, ulong Step)
{
    public long Of(ulong code) => (long)((ulong)Least + ((code - 1) * Step));
}

/// <summary>Columns besides those of fields, and the tables that columns belong to.</summary>
internal static class ColumnNames
{
    public const string Rows = "items";
    public const string Declarations = "declarations";

    public const string Declaration = "#declaration";
    public const string Item = "#item";
    public const string Outcome = "#outcome";
    public const string OutcomePayments = "#outcomePayments";
    public const string OutcomeHours = "#outcomeHours";
    public const string DeclarationVersion = "#version";
    public const string FirstRow = "#firstItem";

    /// <summary>The authority that hits and measures count for: the one that controls, where it is not said the declaring one.</summary>
    public const string CountedFor = "#countedFor";

    /// <summary>The declaring authority: as the declaration says, else as its number does.</summary>
    public const string DeclaredAt = "#declaredAt";

    /// <summary>Of the month, by the number: from 1.</summary>
    public const string Day = "#day";

    /// <summary>Of an owner of repeated things, where his end.</summary>
    public const string Ends = "#ends";

    public static string TableOf(Repeated kind) => kind switch
    {
        Repeated.None => Rows,
        Repeated.Vehicles => "vehicles",
        Repeated.BorderAuthorities => "borderAuthorities",
        Repeated.Documents => "documents",
        Repeated.Payments => "payments",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SegmentDirectory))]
internal sealed partial class SegmentJson : JsonSerializerContext;
