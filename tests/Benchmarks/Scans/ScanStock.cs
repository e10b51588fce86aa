using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>A year of declarations in segments, in a folder of its own, and what it cost to make them of lines.</summary>
internal sealed class ScanStock : IDisposable
{
    private const int Months = 12;

    /// <summary>So many lines are made at a time, without being counted, and are then read one after another.</summary>
    private const int Declarations = 300;

    private readonly MadeFlow flow = new(seed: 1);
    private readonly DuckDbDeclarations? second;
    private int made;

    private ScanStock(DuckDbDeclarations? second) => this.second = second;

    public string Folder { get; } = Directory.CreateTempSubdirectory("rms-benchmark-").FullName;

    public long Items { get; private set; }

    public long Bytes { get; private set; }

    public long BytesOfLines { get; private set; }

    public TimeSpan Reading { get; private set; }

    public TimeSpan Writing { get; private set; }

    /// <param name="second">Gets the same declarations.</param>
    public static ScanStock Make(int items, DuckDbDeclarations? second)
    {
        var stock = new ScanStock(second);
        for (var month = 0; month < Months; month++)
            stock.MakeMonth(new DateOnly(2026, 1, 1).AddMonths(month), items / Months);
        return stock;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void MakeMonth(DateOnly month, int items)
    {
        var writer = new SegmentWriter(month, Folding.Default);
        for (var left = items; left > 0;)
        {
            var lines = new List<byte[]>(Declarations);
            for (; lines.Count < Declarations && left > 0; made++)
            {
                var declaration = flow.Next(month, made);
                second?.Add(declaration, made);
                lines.Add(DeclarationJson.Canonical(declaration));
                left -= declaration.Items.Length;
            }
            BytesOfLines += lines.Sum(line => (long)line.Length);
            var began = Environment.CpuUsage.TotalTime;
            var declarations = lines.ConvertAll(line => DeclarationJson.Read(RecordKind.Declarations, 1, line).Declaration ?? throw new BenchmarkFailedException("A line that was made cannot be read."));
            Reading += Environment.CpuUsage.TotalTime - began;
            began = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < lines.Count; i++)
            {
                if (!writer.HasRoomFor(declarations[i]))
                {
                    Seal(writer);
                    writer = new(month, Folding.Default);
                }
                writer.Add(declarations[i], lines[i]);
            }
            Writing += Environment.CpuUsage.TotalTime - began;
        }
        var last = Environment.CpuUsage.TotalTime;
        Seal(writer);
        Writing += Environment.CpuUsage.TotalTime - last;
    }

    private void Seal(SegmentWriter writer)
    {
        var written = writer.Write(Path.Combine(Folder, $"{Items:d10}.segment"));
        LiveSets.AllOf(written).Write(LiveSets.PathOf(written.Path, 0));
        (Items, Bytes) = (Items + written.Items, Bytes + written.Length);
    }
}
