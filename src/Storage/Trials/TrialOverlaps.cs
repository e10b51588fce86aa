using System.Collections.Concurrent;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Trials;

/// <summary>Finds what else hits the declarations of a segment, and counts what both hit. Declarations are counted by segment, and all items of one are in one segment, so the counts add up.</summary>
internal sealed class TrialOverlaps(TrialFiles files, HitLists lists, Scanner scanner, TrialMetrics metrics, IReferenceData reference)
{
    private const int MostRuns = 8;

    private readonly ConcurrentDictionary<(TrialId Run, long Register, Folding Folding), Lazy<Task<Compared>>> runs = [];

    /// <param name="examined">The segment as the run has it.</param>
    /// <param name="hit">The declarations of the segment that the run hits.</param>
    public async Task<TrialTally> Add(
        TrialTally tally, TrialId run, TrialQuestion question, TrialSegment examined, ScannedSegment scanned, ScanOptions options, BitSet hit, CancellationToken stop)
    {
        var compared = await Of(run, options.Register, scanned.Segment.Folding).WaitAsync(stop);
        var inspected = BitSet.None(hit.Length);
        if (compared.Others.IsEmpty)
            return WithLoads(tally with { New = hit.Count }, question, scanned, inspected, hit);
        var hits = await HitsOf(compared, examined, scanned.Segment, stop);

        var (overlaps, counted) = (ImmutableArray.CreateBuilder<TrialOverlap>(), scanned.Examined(options));
        var left = hit;
        foreach (var (other, packed) in compared.Others.Zip(hits))
        {
            if (PackedBits.AreEmpty(packed))
                continue;
            var theirs = Unpacked(packed, hit.Length).And(counted);
            var (both, all) = (hit.CountWith(theirs), theirs.Count);
            if (all == 0)
                continue;
            if (other.What.Draft is null && Inspects(other.What.Measures))
                inspected = inspected.Or(theirs);
            overlaps.Add(new(other.What.Number, both, all - both, other.What.Draft));
            if (other.What.Covers(question))
                left = left.AndNot(theirs);
        }
        return WithLoads(tally with { Overlaps = overlaps.ToImmutable(), New = left.Count }, question, scanned, inspected, hit);
    }

    /// <summary>What each hits of all declarations of a segment; what is not known of earlier runs is tried and kept.</summary>
    private async Task<byte[][]> HitsOf(Compared compared, TrialSegment examined, Segment segment, CancellationToken stop)
    {
        var kept = lists.Of(segment, examined.Sha256, isSealed: examined.Sealed is not null);
        var hits = compared.Others.Select(other => kept.Find(other.Key, lists.Today)).ToArray();
        var missing = compared.Others.Where((_, place) => hits[place] is null).DistinctBy(other => other.Key).ToImmutableArray();
        if (!missing.IsEmpty)
        {
            // Of all versions, days and authorities, so that the next run can ask for others of them.
            var plans = missing.Select(other => other.Plan.Value).ToImmutableArray();
            SegmentResult? found = null;
            await scanner.Run(new([new(segment, BitSet.All(segment.Declarations))], plans, new() { WithHits = true, DeclarationsOnly = true }), result => found = result, stop);
            var made = missing.Index().ToDictionary(each => each.Item.Key, each => kept.Add(each.Item.Key, found!.Plans[each.Index].Hits!.Declarations, lists.Today));
            for (var place = 0; place < hits.Length; place++)
                hits[place] ??= made[compared.Others[place].Key];
            if (examined is { Sealed: not null, Sha256: { } sha256 })
                await Task.Run(() => lists.Keep(kept, sha256), stop);
        }
        metrics.Compared(hits.Length - missing.Length, missing.Length);
        return hits!;
    }

    private static BitSet Unpacked(byte[] packed, int declarations) =>
        PackedBits.Unpack(packed, declarations) ?? throw new InvalidOperationException("A hit list is not of its segment.");

    /// <param name="inspected">That profiles in force have inspected.</param>
    private TrialTally WithLoads(TrialTally tally, TrialQuestion question, ScannedSegment scanned, BitSet inspected, BitSet hit)
    {
        var (segment, cells) = (scanned.Segment, new Dictionary<string, (int[] InForce, int[] Added)>(StringComparer.Ordinal));
        foreach (var declaration in inspected.Indexes)
            Cell(declaration).InForce[segment.DayOf(declaration).Day - 1]++;
        // What is being typed has no measures yet; it may come to inspections.
        if (question.Measures.IsEmpty || Inspects(question.Measures))
        {
            foreach (var declaration in hit.AndNot(inspected).Indexes)
                Cell(declaration).Added[segment.DayOf(declaration).Day - 1]++;
        }
        var days = segment.DaysOf(scanned.Live);
        return tally with
        {
            Loads = [.. cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => new TrialLoadCell(segment.Month, cell.Key, [.. cell.Value.InForce], [.. cell.Value.Added]))],
            FirstDay = days?.First,
            LastDay = days?.Last,
        };

        (int[] InForce, int[] Added) Cell(int declaration)
        {
            var authority = segment.AuthorityOf(declaration);
            if (!cells.TryGetValue(authority, out var cell))
                cells[authority] = cell = (new int[DaysOf(segment.Month)], new int[DaysOf(segment.Month)]);
            return cell;
        }

        static int DaysOf(DateOnly month) => DateTime.DaysInMonth(month.Year, month.Month);
    }

    private bool Inspects(ImmutableArray<string> measures) => measures.Any(code => reference.Current.Classifiers.IsInspection(code));

    public void Forget(TrialId run)
    {
        foreach (var key in runs.Keys.Where(key => key.Run == run))
            runs.TryRemove(key, out _);
    }

    /// <summary>
    /// Made ready once for a run on this node, by whichever of its parts asks first; the others wait without a thread, since with many profiles it takes a while.
    /// Nobody tells a node that a run of another has ended, so only a few are kept.
    /// </summary>
    private Task<Compared> Of(TrialId run, AuthorityTree register, Folding folding)
    {
        var key = (run, register.Revision, folding);
        if (runs.Count >= MostRuns && !runs.ContainsKey(key))
            runs.Clear();
        return runs.GetOrAdd(key, _ => new(() => Task.Run(() => Compile(run, register, folding)))).Value;
    }

    private Compared Compile(TrialId run, AuthorityTree register, Folding folding)
    {
        try
        {
            var others = files.Others(run);
            return new([.. others.Select(other => Compile(other, register, folding))]);
        }
        catch
        {
            runs.TryRemove((run, register.Revision, folding), out _); // whoever asks next tries again
            throw;
        }
    }

    private static ComparedOther Compile(TrialOther other, AuthorityTree register, Folding folding)
    {
        var conditions = RiskAreaConditions.Of(other.RiskArea);
        return new(other, ConditionsKey.Of(conditions, register, folding), new(() => Plan.Of(conditions, register, folding)));
    }

    private sealed record Compared(ImmutableArray<ComparedOther> Others);

    /// <param name="Plan">Made only where a segment has no list of it, since patterns take long to compile.</param>
    private sealed record ComparedOther(TrialOther What, string Key, Lazy<Plan> Plan);
}
