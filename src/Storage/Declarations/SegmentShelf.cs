using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Storage.Declarations;

/// <summary>A segment, as the catalogue has it.</summary>
internal sealed record SegmentRow
{
    public const string Columns = """
        id as Id, month as Month, file as File, sha256 as Sha256, items as Items, declarations as Declarations, folding as Folding, live_revision as LiveRevision, made_at as MadeAt
        """;

    public long Id { get; init; }

    public int Month { get; init; }

    /// <summary>In the folder.</summary>
    public string File { get; init; } = "";

    /// <summary>Hexadecimal, of all its bytes.</summary>
    public string Sha256 { get; init; } = "";

    public long Items { get; init; }

    public long Declarations { get; init; }

    public string Folding { get; init; } = "";

    /// <summary>Of the data when it was made; outcomes of a higher one are not in it.</summary>
    public long LiveRevision { get; init; }

    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>
/// The segments of the catalogue, opened when they are first asked for. Which of their versions count follows from the rows of declarations, which stay when their content has gone into a segment.
/// </summary>
internal sealed class SegmentShelf(IReadDatabase database, IOptions<DeclarationSettings> settings, DataFolder data) : IDisposable
{
    private readonly ConcurrentDictionary<long, Lazy<Segment>> open = [];

    /// <summary>All nodes write to it.</summary>
    public string Folder => settings.Value.Folder ?? data.File("declarations");

    public string PathOf(SegmentRow row) => Path.Combine(Folder, row.File);

    /// <summary>In the order in which they were made.</summary>
    public Task<List<SegmentRow>> Catalogue(CancellationToken cancellation) =>
        database.List<SegmentRow>($"select {SegmentRow.Columns} from declaration_segments where state = 'Live' order by id", null, cancellation);

    /// <exception cref="IOException">The file is not there.</exception>
    /// <exception cref="InvalidSegmentException">It is not what was written.</exception>
    public Segment Open(SegmentRow row) => open.GetOrAdd(row.Id, _ => new(() => Segment.Open(PathOf(row)))).Value;

    /// <inheritdoc cref="Open(SegmentRow)"/>
    public async Task<Segment> Open(long id, CancellationToken cancellation)
    {
        if (open.TryGetValue(id, out var known))
            return known.Value;
        return Open(await Row(id, cancellation) ?? throw new FileNotFoundException($"The catalogue does not have the segment {id} any more."));
    }

    /// <summary>The versions of a segment that count now: as they were lodged, and as they are.</summary>
    public async Task<LiveSets> LiveSetsOf(SegmentRow row, CancellationToken cancellation)
    {
        var segment = Open(row);
        var dead = await database.List<DeadVersion>(
            "select number as Number, version as Version, is_first as IsFirst, is_latest as IsLatest from declarations where segment = @Id and not (is_first and is_latest)", new { row.Id }, cancellation);
        var places = dead.Select(version => (version, Place: PlaceOf(segment, version.Number, version.Version))).ToList();
        return AllOf(row)
            .Without(places.Where(each => !each.version.IsFirst).Select(each => each.Place), places.Where(each => !each.version.IsLatest).Select(each => each.Place));
    }

    /// <summary>All versions of a segment.</summary>
    public LiveSets AllOf(SegmentRow row) => Open(row) switch
    {
        var segment => LiveSets.AllOf(new(PathOf(row), segment.Month, segment.Items, segment.Declarations, 0, [.. Convert.FromHexString(row.Sha256)])),
    };

    /// <summary>The canonical line of a version.</summary>
    public async Task<byte[]> LineOf(long id, string number, int version, CancellationToken cancellation)
    {
        var row = await Row(id, cancellation) ?? throw new InvalidOperationException($"The catalogue does not have the segment {id}, in which {number} lies.");
        var segment = Open(row);
        return segment.SourceOf(PlaceOf(segment, number, version));
    }

    private Task<SegmentRow?> Row(long id, CancellationToken cancellation) =>
        database.One<SegmentRow>($"select {SegmentRow.Columns} from declaration_segments where id = @id", new { id }, cancellation);

    /// <summary>Where a version stands in a segment.</summary>
    public static int PlaceOf(Segment segment, string number, int version)
    {
        var (from, to) = segment.Find(DeclarationNumber.TryParse(number, out var parsed) ? parsed : throw new InvalidOperationException(number));
        for (var place = from; place < to; place++)
        {
            if (segment.VersionOf(place) == version)
                return place;
        }
        throw new InvalidSegmentException(segment.Path, $"version {version} of {number} is not in it.");
    }

    /// <summary>Lets go of a segment that is no longer kept.</summary>
    public void Close(long id)
    {
        if (open.TryRemove(id, out var segment) && segment.IsValueCreated)
            segment.Value.Dispose();
    }

    public void Dispose()
    {
        foreach (var id in open.Keys)
            Close(id);
    }

    private sealed record DeadVersion(string Number, int Version, bool IsFirst, bool IsLatest);
}
