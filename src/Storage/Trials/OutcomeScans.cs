using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Suggestions;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Trials;

/// <summary>What control found in the past, by the values of some fields: counted by this node's scanner, on the same segments as a trial run would examine.</summary>
internal sealed class OutcomeScans(TrialFiles files, TrialSnapshots snapshots, Scanner scanner, IReferenceData reference)
{
    /// <param name="heldOutFrom">The first day of what is not learnt from.</param>
    /// <param name="authorities">With those of all below them; empty for all.</param>
    public async Task<OutcomesOfPast> Count(
        ImmutableArray<Field> fields, DateOnly from, DateOnly heldOutFrom, DateOnly to, ImmutableArray<AuthorityCode> authorities, CancellationToken stop)
    {
        var run = TrialId.New();
        var holds = new List<IDisposable>();
        try
        {
            var snapshot = await snapshots.Take(run, from, to, compared: null, known: null, stop);
            var segments = ImmutableArray.CreateBuilder<ScannedSegment>();
            foreach (var segment in snapshot.Segments)
            {
                var scanned = await files.Scanned(run, segment, stop);
                holds.Add(scanned.Segment.Hold());
                segments.Add(scanned);
            }
            var learnt = await Count(segments.ToImmutable(), fields, from, heldOutFrom.AddDays(-1), authorities, stop);
            var heldOut = await Count(segments.ToImmutable(), fields, heldOutFrom, to, authorities, stop);
            return new(snapshot.Revision,
            [
                .. from key in learnt.Rows.Keys.Union(heldOut.Rows.Keys).Order(StringComparer.Ordinal)
                   let past = learnt.Rows.GetValueOrDefault(key)
                   let later = heldOut.Rows.GetValueOrDefault(key)
                   select new PastRate(OutcomeTable.ValuesOf(key), past.Controlled, past.WithFinding, later.Controlled, later.WithFinding),
            ]);
        }
        finally
        {
            foreach (var hold in holds)
                hold.Dispose();
            files.Delete(run);
        }
    }

    private async Task<OutcomeTable> Count(
        ImmutableArray<ScannedSegment> segments, ImmutableArray<Field> fields, DateOnly from, DateOnly to, ImmutableArray<AuthorityCode> authorities, CancellationToken stop)
    {
        if (to < from)
            return OutcomeTable.Empty;
        var options = new ScanOptions
        {
            FirstDay = from,
            LastDay = to,
            Authorities = [.. authorities.Select(authority => authority.Value)],
            Register = reference.Current.Authorities.Tree,
            OutcomesBy = fields,
        };
        var table = OutcomeTable.Empty;
        await scanner.Run(new(segments, [], options), result => table += result.Outcomes, stop);
        return table;
    }
}

/// <param name="Revision">Of the data.</param>
internal sealed record OutcomesOfPast(long Revision, ImmutableArray<PastRate> Rates);
