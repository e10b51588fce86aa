using System.Collections.Concurrent;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Storage.Trials;

/// <summary>Tries on a segment what a run is compared with, and counts what both hit. Declarations are counted by segment, and all items of one are in one segment, so the counts add up.</summary>
internal sealed class TrialOverlaps(TrialFiles files, Scanner scanner, IReferenceData reference)
{
    private const int MostRuns = 8;

    private readonly ConcurrentDictionary<(TrialId Run, long Register, Folding Folding), Lazy<Task<Compared>>> runs = [];

    /// <param name="hit">The declarations of the segment that the run hits.</param>
    public async Task<TrialTally> Add(
        TrialTally tally, TrialId run, TrialQuestion question, ScannedSegment scanned, ScanOptions options, BitSet hit, CancellationToken stop)
    {
        var compared = await Of(run, options.Register, scanned.Segment.Folding).WaitAsync(stop);
        var inspected = BitSet.None(hit.Length);
        if (compared.Others.IsEmpty)
            return WithLoads(tally with { New = hit.Count }, question, scanned, inspected, hit);
        SegmentResult? found = null;
        await scanner.Run(new([scanned], compared.Plans, options with { WithFunnel = false, CountedValues = [] }), result => found = result, stop);

        var overlaps = ImmutableArray.CreateBuilder<TrialOverlap>(compared.Others.Length);
        var left = hit;
        for (var i = 0; i < compared.Others.Length; i++)
        {
            var (other, theirs) = (compared.Others[i], found!.Plans[i].Hits!.Declarations);
            var both = hit.And(theirs);
            if (other.Draft is null && Inspects(other.Measures))
                inspected = inspected.Or(theirs);
            overlaps.Add(new(other.Number, both.Count, theirs.Count - both.Count, other.Draft));
            if (other.Covers(question))
                left = left.AndNot(both);
        }
        return WithLoads(tally with { Overlaps = overlaps.MoveToImmutable(), New = left.Count }, question, scanned, inspected, hit);
    }

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
    /// Compiled once for a run on this node, by whichever of its parts asks first; the others wait without a thread, since with many profiles it takes a while.
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
            return new(others, [.. others.Select(other => Plan.Of(RiskAreaConditions.Of(other.RiskArea), register, folding))]);
        }
        catch
        {
            runs.TryRemove((run, register.Revision, folding), out _); // whoever asks next tries again
            throw;
        }
    }

    private sealed record Compared(ImmutableArray<TrialOther> Others, ImmutableArray<Plan> Plans);
}
