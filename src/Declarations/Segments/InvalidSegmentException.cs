namespace RmsOrleans.Declarations.Segments;

/// <summary>A file is no segment, or is cut, changed, or of another version of the program. Its message says which file and what is wrong.</summary>
public sealed class InvalidSegmentException(string path, string fault, Exception? inner = null) : Exception($"{path}: {fault}", inner)
{
    public string Path => path;
}
