using Microsoft.Extensions.Options;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Storage.Declarations;

/// <summary>
/// Which declarations of a segment conditions hit, kept from run to run: in memory, and of what is sealed in files beside the segments. They are of all versions of the segment, so days, authorities and which
/// versions count may differ from run to run. What is missing, damaged or of another build is found anew: a list saves work and decides nothing.
/// </summary>
internal sealed class HitLists(SegmentShelf shelf, IOptions<DeclarationSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<HitLists> log)
{
    private const string Suffix = ".hits";
    private const long BytesOfMegabyte = 1 << 20;

    private readonly Lock changing = new();
    private readonly Dictionary<string, SegmentHits> known = new(StringComparer.Ordinal);
    private long turn;

    private string Folder => Path.Combine(shelf.Folder, "hits");

    private long MostBytes => settings.Value.HitListMegabytes * BytesOfMegabyte;

    /// <summary>The lists of a segment, as far as there are any.</summary>
    /// <param name="sha256">Of the segment's file, hexadecimal; null of one that nobody will ask about again.</param>
    /// <param name="isSealed">Whether it is in the catalogue; of others nothing is written.</param>
    public SegmentHits Of(Segment segment, string? sha256, bool isSealed)
    {
        if (sha256 is null || MostBytes == 0)
            return new(segment.Declarations);
        lock (changing)
        {
            if (known.TryGetValue(sha256, out var hits))
            {
                hits.Turn = ++turn;
                return hits;
            }
        }
        // Read by two at once it is read twice, which costs less than that others wait.
        var read = isSealed ? Read(segment, sha256) : new(segment.Declarations);
        lock (changing)
        {
            if (!known.TryGetValue(sha256, out var hits))
                known[sha256] = hits = read;
            hits.Turn = ++turn;
            Forget(except: hits);
            return hits;
        }
    }

    /// <summary>Keeps what has come to lists of a sealed segment; where that fails the next run finds it again.</summary>
    public void Keep(SegmentHits hits, string sha256)
    {
        try
        {
            MakeFolder();
            hits.Write(PathOf(sha256), sha256, Today);
            Bound(Path.GetFileName(PathOf(sha256)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.NotKept(failure, sha256);
        }
        lock (changing)
            Forget(except: hits);
    }

    /// <summary>Deletes lists of segments that are kept no longer, and what a crash left.</summary>
    /// <param name="kept">The SHA-256 of each that is.</param>
    /// <param name="before">Files that were written later stay: their segment may be about to be entered.</param>
    public void DeleteOrphans(IReadOnlySet<string> kept, DateTime before)
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before && !kept.Contains(Path.GetFileNameWithoutExtension(file.Name))))
            file.Delete();
    }

    /// <summary>By which lists tell when they were last asked for.</summary>
    public int Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;

    private string PathOf(string sha256) => Path.Combine(Folder, sha256 + Suffix);

    private SegmentHits Read(Segment segment, string sha256)
    {
        try
        {
            return SegmentHits.Read(PathOf(sha256), sha256, segment.Declarations);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nobody has asked yet.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidSegmentException)
        {
            log.NotRead(failure, sha256);
        }
        return new(segment.Declarations);
    }

    /// <summary>What was asked for longest ago leaves memory first.</summary>
    private void Forget(SegmentHits except)
    {
        var bytes = known.Values.Sum(each => each.Bytes);
        foreach (var (sha256, hits) in known.Where(each => each.Value != except).OrderBy(each => each.Value.Turn).ToList())
        {
            if (bytes <= MostBytes)
                return;
            known.Remove(sha256);
            bytes -= hits.Bytes;
        }
    }

    /// <summary>What was written longest ago leaves the folder first.</summary>
    private void Bound(string except)
    {
        var files = new DirectoryInfo(Folder).EnumerateFiles($"*{Suffix}").ToList();
        var bytes = files.Sum(file => file.Length);
        foreach (var file in files.Where(file => file.Name != except).OrderBy(file => file.LastWriteTimeUtc))
        {
            if (bytes <= MostBytes)
                return;
            bytes -= file.Length;
            file.Delete();
        }
    }

    /// <summary>Which declarations are hit is a secret as they are: a new folder is its user's alone.</summary>
    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>Log events of hit lists, with stable ids.</summary>
internal static partial class HitListLog
{
    [LoggerMessage(1590, LogLevel.Warning, "What profiles hit in the segment {Segment} could not be kept; the next trial run finds it again.")]
    public static partial void NotKept(this ILogger log, Exception exception, string segment);

    [LoggerMessage(1591, LogLevel.Warning, "What is kept of what profiles hit in the segment {Segment} cannot be read; it is found anew.")]
    public static partial void NotRead(this ILogger log, Exception exception, string segment);
}
