using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Suggestions;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Trials;

/// <summary>What control found in the past, by the values of some fields: counted by this node's scanner, on the same segments as a trial run would examine.</summary>
internal sealed class OutcomeScans(TrialSnapshots snapshots, Scanner scanner, IReferenceData reference)
{
    /// <param name="heldOutFrom">The first day of what is not learnt from.</param>
    /// <param name="authorities">With those of all below them; empty for all.</param>
    public async Task<OutcomesOfPast> Count(
        ImmutableArray<Field> fields, DateOnly from, DateOnly heldOutFrom, DateOnly to, ImmutableArray<AuthorityCode> authorities, CancellationToken stop)
    {
        using var held = await snapshots.Hold(from, to, stop);
        var learnt = await Count(held.Segments, fields, from, heldOutFrom.AddDays(-1), authorities, stop);
        var heldOut = await Count(held.Segments, fields, heldOutFrom, to, authorities, stop);
        return new(held.Revision, Rates(learnt, heldOut));
    }

    /// <summary>The same of one segment of a run.</summary>
    public async Task<TrialTally> Examine(ScannedSegment segment, TrialQuestion question, SuggestionQuestion asked, CancellationToken stop)
    {
        ImmutableArray<Field> fields = [.. asked.Fields.Select(Fields.Get)];
        var cells = TrialTally.None;
        var learnt = await Count([segment], fields, question.From, asked.HeldOutFrom.AddDays(-1), question.Authorities, stop, See);
        var heldOut = await Count([segment], fields, asked.HeldOutFrom, question.To, question.Authorities, stop, See);
        return cells with { Rates = Rates(learnt, heldOut) };

        void See(SegmentResult result) => cells += new TrialTally
        {
            Cells = [.. result.Examined.Cells.Select(cell => new TrialCell(cell.Key.From, cell.Key.Authority, cell.Value.Declarations, cell.Value.Items, 0, 0, 0))],
        };
    }

    private static ImmutableArray<PastRate> Rates(OutcomeTable learnt, OutcomeTable heldOut) =>
    [
        .. from key in learnt.Rows.Keys.Union(heldOut.Rows.Keys).Order(StringComparer.Ordinal)
           let past = learnt.Rows.GetValueOrDefault(key)
           let later = heldOut.Rows.GetValueOrDefault(key)
           select new PastRate(OutcomeTable.ValuesOf(key), past.Controlled, past.WithFinding, later.Controlled, later.WithFinding),
    ];

    private async Task<OutcomeTable> Count(
        ImmutableArray<ScannedSegment> segments, ImmutableArray<Field> fields, DateOnly from, DateOnly to, ImmutableArray<AuthorityCode> authorities, CancellationToken stop,
        Action<SegmentResult>? see = null)
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
        await scanner.Run(
            new(segments, [], options),
            result =>
            {
                table += result.Outcomes;
                see?.Invoke(result);
            },
            stop);
        return table;
    }
}

/// <param name="Revision">Of the data.</param>
internal sealed record OutcomesOfPast(long Revision, ImmutableArray<PastRate> Rates);
