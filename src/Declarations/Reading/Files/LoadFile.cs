using System.IO.Compression;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Reading.Files;

/// <summary>How a file of a load is written.</summary>
public enum FileFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,
    Csv,
    Parquet,
}

/// <summary>A file of a load, whatever it is written in.</summary>
/// <param name="Mapping">Of a table; lines of JSON have none.</param>
/// <param name="Kind">What lines of JSON are; a mapping says by itself.</param>
public sealed record LoadFile(FileFormat Format, Mapping? Mapping, RecordKind Kind)
{
    private const string Packed = ".gz";

    /// <summary>What a file of this name is; null where that cannot be told.</summary>
    public static FileFormat? FormatOf(string name)
    {
        if (IsPacked(name))
            name = name[..^Packed.Length];
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".ndjson" or ".jsonl" or ".json" => FileFormat.JsonLines,
            ".csv" or ".txt" => FileFormat.Csv,
            ".parquet" => FileFormat.Parquet,
            _ => null,
        };
    }

    /// <summary>The file as it is read: one whose name ends in <c>.gz</c> unpacked.</summary>
    public static Stream Unpacked(string name, Stream file) => IsPacked(name) ? new GZipStream(file, CompressionMode.Decompress) : file;

    /// <summary>What its lines are, to be stored.</summary>
    /// <exception cref="NotAFileException">The file as a whole is not such a one.</exception>
    public IAsyncEnumerable<LoadedLine> Read(Stream file, CancellationToken cancellation) => Format switch
    {
        FileFormat.JsonLines => JsonLines.Read(Kind, file, isToStore: true, cancellation),
        FileFormat.Csv => CsvFile.Read(Mapping ?? throw new NotAFileException(FileFault.NeedsMapping), file, cancellation),
        FileFormat.Parquet => ParquetFile.Read(Mapping ?? throw new NotAFileException(FileFault.NeedsMapping), file, cancellation),
    };

    private static bool IsPacked(string name) => name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);
}
