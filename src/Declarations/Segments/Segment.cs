using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RmsOrleans.Declarations.Segments;

/// <summary>
/// A file of declarations of one month, mapped into memory; it never changes. For several threads, also while one of them closes it: each reading has a hold,
/// and the file stays open until the last one has let go, also if it was replaced meanwhile.
/// </summary>
public sealed class Segment : IDisposable
{
    /// <summary>Its items stand in the order of this field.</summary>
    internal const string SortedBy = "commodityCode";

    private readonly Dictionary<(string Table, string Name), Column> columns;
    private readonly Utf8Texts numbers;
    private readonly Section hashes;
    private readonly SegmentDirectory directory;
    private readonly (Section Ends, Section Table, Section Bytes) sources;
    private int isClosed;

    private Segment(string path, MappedFile file)
    {
        (Path, File) = (path, file);
        var header = SegmentHeader.Read(path, file.Bytes);
        directory = ReadDirectory(header);
        Folding = Folding.OfName(directory.Folding) ?? throw new InvalidSegmentException(path, $"its texts were folded in the way '{directory.Folding}', which this program does not know.");
        (Month, Items, Declarations) = (header.Month, header.Rows, header.Declarations);
        columns = directory.Columns.ToDictionary(entry => (entry.Table, entry.Name), entry => new Column(this, entry));
        numbers = new(this, directory.Numbers);
        hashes = new(this, directory.Hashes);
        sources = (new(this, directory.Sources.Ends), new(this, directory.Sources.Table), new(this, directory.Sources.Bytes));
    }

    public string Path { get; }

    /// <summary>The first day of it.</summary>
    public DateOnly Month { get; }

    public int Items { get; }

    public int Declarations { get; }

    /// <summary>How its texts were folded; conditions must be folded alike.</summary>
    public Folding Folding { get; }

    internal MappedFile File { get; }

    /// <summary>Opens a segment. The header and the directory are looked at now, each of the rest when it is first read.</summary>
    /// <exception cref="InvalidSegmentException">It is no segment, or cut, changed, or of another version. Reading may say so later.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static Segment Open(string path)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Segments are read on little-endian processors.");
        var file = MappedFile.Open(path);
        try
        {
            return new(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the file open until what is returned is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public IDisposable Hold()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref isClosed) != 0, this);
        return new Holding(File);
    }

    /// <summary>Closes it, when nobody has a hold any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isClosed, 1) == 0)
            File.Dispose();
    }

    /// <summary>The number of a declaration of the segment; they are counted from 0, in the order of their numbers and versions.</summary>
    /// <exception cref="ObjectDisposedException">It was closed. So says each reading.</exception>
    /// <exception cref="InvalidSegmentException">The file is damaged there. So says each reading.</exception>
    public string NumberOf(int declaration)
    {
        using var _ = Hold();
        return Encoding.UTF8.GetString(numbers[declaration]);
    }

    public int VersionOf(int declaration)
    {
        using var _ = Hold();
        return (int)DeclarationColumn(ColumnNames.DeclarationVersion)[declaration];
    }

    /// <summary>The authority that a declaration counts for, folded: the controlling one, or where none is said the declaring one.</summary>
    public string AuthorityOf(int declaration)
    {
        using var _ = Hold();
        var column = DeclarationColumn(ColumnNames.CountedFor);
        return column.Texts![(int)column[declaration]].ToString();
    }

    /// <summary>By its number.</summary>
    public DateOnly DayOf(int declaration)
    {
        using var _ = Hold();
        return Month.AddDays((int)DeclarationColumn(ColumnNames.Day)[declaration] - 1);
    }

    /// <summary>The first and the last day of some declarations; null where there are none.</summary>
    public (DateOnly First, DateOnly Last)? DaysOf(BitSet declarations)
    {
        using var _ = Hold();
        var days = DeclarationColumn(ColumnNames.Day);
        var (first, last) = (int.MaxValue, 0);
        foreach (var declaration in declarations.Indexes)
        {
            var day = (int)days[declaration];
            (first, last) = (Math.Min(first, day), Math.Max(last, day));
        }
        return last == 0 ? null : (Month.AddDays(first - 1), Month.AddDays(last - 1));
    }

    /// <summary>The SHA-256 of the line that it was loaded from.</summary>
    public byte[] HashOf(int declaration)
    {
        using var _ = Hold();
        return hashes.Bytes.Slice(declaration * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes).ToArray();
    }

    /// <summary>All versions of a declaration: from one, up to another that is not among them. They are equal where there is none.</summary>
    public (int From, int To) Find(DeclarationNumber number)
    {
        using var _ = Hold();
        var text = Encoding.UTF8.GetBytes(number.ToString());
        var (least, most) = (0, Declarations);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (numbers[middle].SequenceCompareTo(text) < 0)
                least = middle + 1;
            else
                most = middle;
        }
        var to = least;
        while (to < Declarations && numbers[to].SequenceEqual(text))
            to++;
        return (least, to);
    }

    /// <summary>The line that a declaration was loaded from, as the writer was given it.</summary>
    public byte[] SourceOf(int declaration)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)declaration, (uint)Declarations, nameof(declaration));
        using var _ = Hold();
        var block = SourceBlocks.BlockOf(sources.Table.Bytes, directory.Sources.Blocks, declaration);
        return SourceIn(UnpackBlock(block), block, declaration).ToArray();
    }

    /// <summary>All lines in the order of the declarations.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Sources()
    {
        using var _ = Hold();
        for (var block = 0; block < directory.Sources.Blocks; block++)
        {
            ReadOnlyMemory<byte> unpacked = UnpackBlock(block);
            var end = block + 1 < directory.Sources.Blocks ? SourceBlocks.FirstOf(sources.Table.Bytes, block + 1) : Declarations;
            for (var declaration = SourceBlocks.FirstOf(sources.Table.Bytes, block); declaration < end; declaration++)
                yield return SourceIn(unpacked, block, declaration);
        }
    }

    /// <summary>Reads the whole file.</summary>
    /// <returns>The SHA-256 of all its bytes, to be compared with what <see cref="WrittenSegment.Sha256"/> said.</returns>
    public byte[] Sha256()
    {
        using var _ = Hold();
        return SHA256.HashData(File.Bytes);
    }

    /// <summary>The column of a field; null where no declaration has a value of it.</summary>
    internal Column? ColumnOf(Field field) => columns.GetValueOrDefault((ColumnNames.TableOf(field.Repeated), field.Name));

    internal Column ItemColumn(string name) => columns[(ColumnNames.Rows, name)];

    internal Column DeclarationColumn(string name) => columns[(ColumnNames.Declarations, name)];

    /// <summary>Of each owner of repeated things where his end; null where nobody has any.</summary>
    internal Column? EndsOf(Repeated kind) => columns.GetValueOrDefault((ColumnNames.TableOf(kind), ColumnNames.Ends));

    private SegmentDirectory ReadDirectory(SegmentHeader header)
    {
        var bytes = File.Bytes.Slice((int)header.DirectoryOffset, header.DirectoryLength);
        if (SegmentFormat.Checksum(bytes) != header.DirectoryChecksum)
            throw new InvalidSegmentException(Path, "the directory is damaged.");
        try
        {
            return JsonSerializer.Deserialize(bytes, SegmentJson.Default.SegmentDirectory) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new InvalidSegmentException(Path, "the directory cannot be read.", exception);
        }
    }

    private byte[] UnpackBlock(int block) => SourceBlocks.Unpack(sources.Table.Bytes, block, sources.Bytes.Unchecked, Path);

    private ReadOnlyMemory<byte> SourceIn(ReadOnlyMemory<byte> unpacked, int block, int declaration)
    {
        var ends = sources.Ends.As<int>();
        var first = SourceBlocks.FirstOf(sources.Table.Bytes, block);
        var offset = first == 0 ? 0 : ends[first - 1];
        return unpacked[((declaration == 0 ? 0 : ends[declaration - 1]) - offset)..(ends[declaration] - offset)];
    }

    /// <summary>A hold that is let go once.</summary>
    private sealed class Holding : IDisposable
    {
        private MappedFile? held;

        public Holding(MappedFile file)
        {
            file.Hold();
            held = file;
        }

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
