using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Storage.Declarations;

/// <summary>The folder of segments, which all nodes read and write, and this node's open ones. A name is a path below the folder, with slashes.</summary>
internal sealed class SegmentFolder(DataFolder data, IOptions<SegmentSettings> settings) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Segment>> open = new(StringComparer.Ordinal);

    public string Path => string.IsNullOrWhiteSpace(settings.Value.Folder) ? data.File("declarations") : settings.Value.Folder;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A segment, and which of its declarations count in a revision of its live sets.</summary>
    /// <exception cref="InvalidSegmentException">A file is damaged.</exception>
    /// <exception cref="IOException">A file is not there.</exception>
    public (Segment Segment, LiveSets Live) Open(string name, long liveRevision)
    {
        var path = PathOf(name);
        var live = LiveSets.Read(LiveSets.PathOf(path, liveRevision));
        var segment = open.GetOrAdd(name, _ => new(() => Segment.Open(path)));
        try
        {
            return (segment.Value, live);
        }
        catch
        {
            // Whoever asks next tries again: the folder may have been away.
            open.TryRemove(new(name, segment));
            throw;
        }
    }

    /// <summary>Writes a segment in which all declarations count.</summary>
    public void Write(SegmentWriter writer, string name)
    {
        var path = PathOf(name);
        Create(System.IO.Path.GetDirectoryName(path)!);
        LiveSets.AllOf(writer.Write(path)).Write(LiveSets.PathOf(path, 0));
    }

    /// <summary>Deletes all below a name.</summary>
    public void Delete(string folder)
    {
        foreach (var (name, segment) in open)
        {
            if (name.StartsWith($"{folder}/", StringComparison.Ordinal) && open.TryRemove(new(name, segment)) && segment.IsValueCreated)
                segment.Value.Dispose();
        }
        if (Directory.Exists(PathOf(folder)))
            Directory.Delete(PathOf(folder), recursive: true);
    }

    /// <summary>The names of folders directly below one.</summary>
    public IEnumerable<string> FoldersOf(string folder) => Directory.Exists(PathOf(folder))
        ? new DirectoryInfo(PathOf(folder)).EnumerateDirectories().Select(each => each.Name)
        : [];

    public void Dispose()
    {
        foreach (var segment in open.Values.Where(segment => segment.IsValueCreated))
            segment.Value.Dispose();
    }

    /// <summary>Declarations are a trade and tax secret: a new folder is its user's alone.</summary>
    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>Where segments lie, and how they are scanned.</summary>
internal sealed class SegmentSettings
{
    public const string Section = "Declarations";

    /// <summary>All nodes write to it; <c>declarations</c> in the data folder if nothing is said.</summary>
    public string? Folder { get; set; }

    /// <summary>Threads of each node that trial runs have; half of the processors if nothing is said.</summary>
    [Range(0, 1024)]
    public int ScanThreads { get; set; }

    public int ThreadsHere => ScanThreads > 0 ? ScanThreads : Math.Max(1, Environment.ProcessorCount / 2);
}
