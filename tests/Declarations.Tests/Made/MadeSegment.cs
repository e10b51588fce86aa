using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Tests.Made;

/// <summary>A segment in a folder of its own, which goes with it.</summary>
internal sealed class MadeSegment : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("segment-").FullName;

    public MadeSegment(IEnumerable<Declaration> declarations, Folding? folding = null)
    {
        Declarations = [.. declarations.OrderBy(declaration => declaration.Number.ToString(), StringComparer.Ordinal).ThenBy(declaration => declaration.Version)];
        var writer = new SegmentWriter(MadeDeclarations.Month, folding ?? Folding.Default);
        // In no order at all: the segment has its own.
        foreach (var declaration in Declarations.Index().OrderBy(each => each.Index * 7919 % 1009).Select(each => each.Item))
            writer.Add(declaration, MadeDeclarations.SourceOf(declaration));
        Written = writer.Write(Path);
        Segment = Segment.Open(Path);
    }

    /// <summary>In the order of the segment.</summary>
    public ImmutableArray<Declaration> Declarations { get; }

    public string Path => System.IO.Path.Combine(folder, "a.segment");

    public WrittenSegment Written { get; }

    public Segment Segment { get; }

    public void Dispose()
    {
        Segment.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
