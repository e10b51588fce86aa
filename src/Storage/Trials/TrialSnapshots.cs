using System.Data.Common;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Trials;

/// <summary>
/// What a trial run examines: the segments of one moment, and segments of its own for what is not sealed yet, or is sealed without an outcome that came later. They are written
/// when it begins and deleted when it has ended. So whatever is loaded or sealed meanwhile, the run sees the same from its beginning to its end, on every node and after a crash.
/// </summary>
internal sealed class TrialSnapshots(IReadDatabase database, SegmentShelf shelf, TrialFiles files, TrialOthers others)
{
    private const string Sealed = $"select {SegmentRow.Columns} from declaration_segments where state = 'Live' and month >= @from and month <= @to order by id";

    private static readonly string unsealed = $"{DeclarationRow.Mapping.Query} where d.segment is null and d.is_first and d.month >= @from and d.month <= @to order by d.month, d.revision, d.number, d.version";

    private const string NotFirst = "select number as Number, version as Version from declarations where segment = @Id and not is_first";

    private const string Late =
        """
        select distinct d.segment from declaration_outcomes o join declarations d on d.number = o.number join declaration_segments s on s.id = d.segment
        where s.state = 'Live' and s.month >= @from and s.month <= @to and o.revision > s.live_revision
          and o.revision > (select min(live_revision) from declaration_segments where state = 'Live' and month >= @from and month <= @to)
        """;

    private static readonly string outcomesOfUnsealed =
        $"{OutcomeRow.Mapping.Query} where o.month >= @from and o.month <= @to and exists (select 1 from declarations d where d.number = o.number and d.segment is null)";

    private static readonly string outcomesOfSegment =
        $"{OutcomeRow.Mapping.Query} where o.month = @Month and exists (select 1 from declarations d where d.number = o.number and d.segment = @Id)";

    private const string Periods =
        "select period_from as FirstDay, period_to as LastDay from declaration_loads where kind = 'Declarations' and period_from is not null order by period_from";

    /// <param name="to">The last day.</param>
    /// <param name="compared">What is compared with others that its asker sees; null where nothing is.</param>
    /// <param name="known">Told of it before what it is compared with has been read.</param>
    public Task<TrialSnapshot> Take(TrialId run, DateOnly from, DateOnly to, TrialQuestion? compared, Action<TrialSnapshot>? known, CancellationToken cancellation) =>
        Task.Run(() => TakeHere(run, from, to, compared, known, cancellation), cancellation);

    /// <summary>The segments of a time for what is no trial run, and examined on this node alone; to be disposed of when that has ended.</summary>
    /// <param name="to">The last day.</param>
    public async Task<HeldSegments> Hold(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var held = new HeldSegments(TrialId.New(), files);
        try
        {
            await held.Fill(run => Take(run, from, to, compared: null, known: null, cancellation), cancellation);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private async Task<TrialSnapshot> TakeHere(TrialId run, DateOnly from, DateOnly to, TrialQuestion? compared, Action<TrialSnapshot>? known, CancellationToken cancellation)
    {
        files.Delete(run); // of an attempt that a crash cut off
        var months = new { from = DeclarationRow.MonthOf(from), to = DeclarationRow.MonthOf(to) };
        await using var connection = await database.Open(cancellation);
        await connection.ExecuteAsync(StoreDialect.Of(connection).Begin);
        try
        {
            var revision = await connection.One<long>("select revision from declaration_data", null, cancellation);
            var segments = new List<TrialSegment>();
            var late = (await connection.List<long>(Late, months, cancellation)).ToHashSet();
            foreach (var row in await connection.List<SegmentRow>(Sealed, months, cancellation))
                segments.Add(await Take(run, row, isLate: late.Contains(row.Id), connection, cancellation));
            segments.AddRange(await WriteUnsealed(run, connection, months, cancellation));
            var whole = WholeMonths(await connection.List<LoadedPeriod>(Periods, null, cancellation));
            var snapshot = new TrialSnapshot(revision, Spread(segments), whole);
            known?.Invoke(snapshot);
            if (compared?.Sight is { } sight)
                files.Write(await others.Of(compared, sight, connection, cancellation), run);
            return snapshot;
        }
        finally
        {
            // Stopped or failed as well: whoever is given this connection next would see its moment for ever. Dapper takes a single word for a stored procedure.
            await connection.ExecuteAsync("rollback transaction");
        }
    }

    /// <summary>A segment as it is sealed; with a set of its own where not all of it counts, or written anew where it lacks an outcome.</summary>
    private async Task<TrialSegment> Take(TrialId run, SegmentRow row, bool isLate, DbConnection connection, CancellationToken cancellation)
    {
        var dead = await connection.List<DeadVersion>(NotFirst, new { row.Id }, cancellation);
        var taken = new TrialSegment($"{row.Id}", DeclarationRow.FirstDayOf(row.Month), (int)row.Declarations - dead.Count, row.Id, null, null, row.Sha256);
        if (dead.Count == 0 && !isLate)
            return taken;

        var segment = shelf.Open(row);
        using var hold = segment.Hold();
        var live = shelf.AllOf(row).Without(dead.Select(version => SegmentShelf.PlaceOf(segment, version.Number, (int)version.Version)), []);
        if (!isLate)
        {
            var name = $"{row.Id}.live";
            files.Write(live, run, name);
            return taken with { Live = name };
        }

        var found = await Outcomes(connection, outcomesOfSegment, new { row.Month, row.Id }, cancellation);
        var writer = new SegmentWriter(segment.Month, segment.Folding, SegmentWriter.UtmostItems);
        foreach (var (source, place) in segment.Sources().Select((source, place) => (source, place)).Where(each => live.First[each.place]))
            writer.Add(With(DeclarationJson.ReadCanonical(source.ToArray()), found), source.Span);
        var file = $"{row.Id}.segment";
        return taken with { Sealed = null, File = file, Sha256 = files.Write(writer, run, file) };
    }

    private async Task<List<TrialSegment>> WriteUnsealed(TrialId run, DbConnection connection, object months, CancellationToken cancellation)
    {
        var found = await Outcomes(connection, outcomesOfUnsealed, months, cancellation);
        var written = new List<TrialSegment>();
        SegmentWriter? writer = null;
        var month = 0;
        await foreach (var row in connection.QueryUnbufferedAsync<DeclarationRow>(unsealed, months).WithCancellation(cancellation))
        {
            var declaration = With(DeclarationJson.ReadCanonical(row.Line), found);
            if (writer is not null && (row.Month != month || !writer.HasRoomFor(declaration)))
                Write();
            (writer, month) = (writer ?? new(DeclarationRow.FirstDayOf(row.Month), Folding.Default), row.Month);
            writer.Add(declaration, row.Line);
        }
        Write();
        return written;

        void Write()
        {
            if (writer is null)
                return;
            var file = $"{month}-{written.Count}.segment";
            var sha256 = files.Write(writer, run, file);
            written.Add(new(file, DeclarationRow.FirstDayOf(month), writer.Declarations, null, file, null, sha256));
            writer = null;
        }
    }

    private static async Task<ILookup<string, OutcomeRow>> Outcomes(DbConnection connection, string query, object parameters, CancellationToken cancellation) =>
        (await connection.List<OutcomeRow>(query, parameters, cancellation)).ToLookup(row => row.Number, StringComparer.Ordinal);

    private static Declaration With(Declaration declaration, ILookup<string, OutcomeRow> found) => DeclarationQueries.With(declaration, [.. found[declaration.Number.ToString()]]);

    /// <summary>One of each month, then the next of each: what is found first says something of the whole.</summary>
    private static ImmutableArray<TrialSegment> Spread(List<TrialSegment> segments) =>
        [.. segments.GroupBy(segment => segment.Month).SelectMany(month => month.Select((segment, turn) => (segment, turn))).OrderBy(each => each.turn).ThenBy(each => each.segment.Month).Select(each => each.segment)];

    /// <summary>Months of which each day lies in the period of a load.</summary>
    private static ImmutableArray<DateOnly> WholeMonths(List<LoadedPeriod> periods)
    {
        var covered = periods.SelectMany(period => Enumerable.Range(period.FirstDay.DayNumber, period.LastDay.DayNumber - period.FirstDay.DayNumber + 1)).ToHashSet();
        return [.. covered.Select(DateOnly.FromDayNumber).GroupBy(day => new DateOnly(day.Year, day.Month, 1))
            .Where(month => month.Count() == DateTime.DaysInMonth(month.Key.Year, month.Key.Month)).Select(month => month.Key).Order()];
    }

    private sealed class DeadVersion
    {
        public string Number { get; init; } = "";

        public long Version { get; init; }
    }

    private sealed class LoadedPeriod
    {
        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }
    }
}

/// <summary>Segments of one moment, none of which goes while they are held.</summary>
internal sealed class HeldSegments(TrialId run, TrialFiles files) : IDisposable
{
    private readonly List<IDisposable> holds = [];

    public ImmutableArray<ScannedSegment> Segments { get; private set; } = [];

    /// <summary>Of the data.</summary>
    public long Revision { get; private set; }

    public async Task Fill(Func<TrialId, Task<TrialSnapshot>> take, CancellationToken cancellation)
    {
        var snapshot = await take(run);
        Revision = snapshot.Revision;
        var segments = ImmutableArray.CreateBuilder<ScannedSegment>(snapshot.Segments.Length);
        foreach (var segment in snapshot.Segments)
        {
            var scanned = await files.Scanned(run, segment, cancellation);
            holds.Add(scanned.Segment.Hold());
            segments.Add(scanned);
        }
        Segments = segments.MoveToImmutable();
    }

    public void Dispose()
    {
        foreach (var hold in holds)
            hold.Dispose();
        files.Delete(run);
    }
}
