namespace RmsOrleans.Declarations.Reading.Files;

/// <summary>The file as a whole cannot be read.</summary>
public sealed class NotAFileException(FileFault fault, string? detail = null, Exception? inner = null) : Exception($"{fault} {detail}", inner)
{
    public FileFault Fault => fault;

    public string? Detail => detail;
}

/// <summary>What can be wrong with a file as a whole.</summary>
public enum FileFault
{
    /// <summary>Its header has not the columns that the mapping names.</summary>
    MissingColumns,
    NotParquet,

    /// <summary>Compressed, and not as its name or its announcement says.</summary>
    NotCompressed,
    NeedsMapping,

    /// <summary>A line of CSV is longer than any may be: most likely a quote that is opened and never closed.</summary>
    RowTooLong,
}
