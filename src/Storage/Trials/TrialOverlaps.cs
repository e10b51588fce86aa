using System.Collections.Concurrent;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Storage.Trials;

/// <summary>Tries on a segment what a run is compared with, and counts what both hit. Declarations are counted by segment, and all items of one are in one segment, so the counts add up.</summary>
internal sealed class TrialOverlaps(TrialFiles files, Scanner scanner)
{
    private const int MostRuns = 8;

    private readonly ConcurrentDictionary<TrialId, Compared> runs = [];

    /// <param name="hit">The declarations of the segment that the run hits.</param>
    public async Task<TrialTally> Add(
        TrialTally tally, TrialId run, TrialQuestion question, ScannedSegment scanned, ScanOptions options, BitSet hit, CancellationToken stop)
    {
        var compared = Of(run, options.Register, scanned.Segment.Folding);
        if (compared.Others.IsEmpty)
            return tally with { New = hit.Count };
        SegmentResult? found = null;
        await scanner.Run(new([scanned], compared.Plans, options with { WithFunnel = false, CountedValues = [] }), result => found = result, stop);

        var overlaps = ImmutableArray.CreateBuilder<TrialOverlap>(compared.Others.Length);
        var left = hit;
        for (var i = 0; i < compared.Others.Length; i++)
        {
            var (other, theirs) = (compared.Others[i], found!.Plans[i].Hits!.Declarations);
            var both = hit.And(theirs);
            overlaps.Add(new(other.Number, both.Count, theirs.Count - both.Count, other.Draft));
            if (other.Covers(question))
                left = left.AndNot(both);
        }
        return tally with { Overlaps = overlaps.MoveToImmutable(), New = left.Count };
    }

    public void Forget(TrialId run) => runs.TryRemove(run, out _);

    /// <summary>Compiled once for a run on this node. Nobody tells a node that a run of another has ended, so only a few are kept.</summary>
    private Compared Of(TrialId run, AuthorityTree register, Folding folding)
    {
        if (runs.TryGetValue(run, out var known) && known.Register == register.Revision && known.Folding == folding)
            return known;
        if (runs.Count >= MostRuns)
            runs.Clear();
        var others = files.Others(run);
        return runs[run] = new(others, [.. others.Select(other => Plan.Of(RiskAreaConditions.Of(other.RiskArea), register, folding))], register.Revision, folding);
    }

    private sealed record Compared(ImmutableArray<TrialOther> Others, ImmutableArray<Plan> Plans, long Register, Folding Folding);
}
