using System.Collections.Concurrent;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Trials;

/// <summary>Files that a run has for itself, in a folder beside the segments that all nodes see; with this node's open ones.</summary>
internal sealed class TrialFiles(SegmentShelf shelf) : IDisposable
{
    private readonly ConcurrentDictionary<(TrialId Run, string Name), Lazy<Segment>> open = [];

    private const string OthersName = "others.json";

    private string Folder => Path.Combine(shelf.Folder, "trials");

    /// <exception cref="IOException">The file is not there.</exception>
    /// <exception cref="InvalidSegmentException">It is not what was written.</exception>
    public Segment Open(TrialId run, string name)
    {
        var segment = open.GetOrAdd((run, name), key => new(() => Segment.Open(PathOf(key.Run, key.Name))));
        try
        {
            return segment.Value;
        }
        catch
        {
            // Whoever asks next tries again: the folder may have been away.
            open.TryRemove(new((run, name), segment));
            throw;
        }
    }

    /// <summary>A segment of a run's snapshot with what of it counts; whoever scans it holds it.</summary>
    public async Task<ScannedSegment> Scanned(TrialId run, TrialSegment segment, CancellationToken cancellation)
    {
        var opened = segment.Sealed is { } id ? await shelf.Open(id, cancellation) : Open(run, segment.File!);
        return new(opened, segment.Live is null ? BitSet.All(opened.Declarations) : LiveSets.Read(PathOf(run, segment.Live)).First);
    }

    /// <returns>The SHA-256 of the file, hexadecimal: what is the same for the next run has the same.</returns>
    public string Write(SegmentWriter writer, TrialId run, string name) => Convert.ToHexStringLower([.. writer.Write(Made(run, name)).Sha256]);

    public void Write(LiveSets live, TrialId run, string name) => live.Write(Made(run, name));

    /// <summary>What a run is compared with.</summary>
    public void Write(ImmutableArray<TrialOther> others, TrialId run)
    {
        using var file = File.Create(Made(run, OthersName));
        file.Write(StoredTrials.Write(others));
        file.Flush(flushToDisk: true);
    }

    public ImmutableArray<TrialOther> Others(TrialId run) => StoredTrials.Others(File.ReadAllBytes(PathOf(run, OthersName)));

    public void Delete(TrialId run)
    {
        foreach (var key in open.Keys.Where(key => key.Run == run))
        {
            if (open.TryRemove(key, out var segment) && segment.IsValueCreated)
                segment.Value.Dispose();
        }
        var folder = PathOf(run, "");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>The runs that something is kept for.</summary>
    public IReadOnlyList<TrialId> Kept() => !Directory.Exists(Folder)
        ? []
        : [.. new DirectoryInfo(Folder).EnumerateDirectories().Select(each => TrialId.TryParse(each.Name, out var id) ? id : (TrialId?)null).OfType<TrialId>()];

    public void Dispose()
    {
        foreach (var segment in open.Values.Where(segment => segment.IsValueCreated))
            segment.Value.Dispose();
    }

    private string PathOf(TrialId run, string name) => Path.Combine(Folder, run.ToString(), name);

    /// <summary>Declarations are a trade and tax secret: a new folder is its user's alone.</summary>
    private string Made(TrialId run, string name)
    {
        var folder = PathOf(run, "");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return PathOf(run, name);
    }
}
