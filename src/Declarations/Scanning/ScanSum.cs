namespace RmsOrleans.Declarations.Scanning;

/// <summary>Adds results of segments up. A sum of records would be made anew for each of them.</summary>
public sealed class ScanSum(int plans)
{
    private readonly TallySum examined = new();
    private readonly ImmutableArray<PlanSum> sums = [.. Enumerable.Range(0, plans).Select(_ => new PlanSum())];

    public void Add(SegmentResult result)
    {
        examined.Add(result.Examined);
        for (var i = 0; i < sums.Length; i++)
            sums[i].Add(result.Plans[i]);
    }

    /// <summary>What was added so far.</summary>
    public ScanResult ToResult() => new(examined.ToTally(), [.. sums.Select(sum => sum.ToResult())]);

    private sealed class PlanSum
    {
        private readonly TallySum hits = new();
        private HitCounts undecided;
        private Funnel funnel = Funnel.Empty;
        private readonly List<Dictionary<string, long>> values = [];

        public void Add(PlanResult result)
        {
            hits.Add(result.Tally.Hits);
            undecided += result.Tally.Undecided;
            funnel += result.Funnel;
            for (var i = 0; i < result.Values.Length; i++)
            {
                if (values.Count == i)
                    values.Add(new(StringComparer.Ordinal));
                foreach (var (value, items) in result.Values[i].Items)
                    values[i][value] = values[i].GetValueOrDefault(value) + items;
            }
        }

        public PlanResult ToResult() => new(
            new(hits.ToTally(), undecided), funnel, [.. values.Select(each => new ValueCounts(each.ToImmutableDictionary(StringComparer.Ordinal)))]);
    }

    private sealed class TallySum
    {
        private readonly Dictionary<Cell, HitCounts> cells = [];
        private HitCounts total;
        private ControlCounts controlled;

        public void Add(Tally tally)
        {
            total += tally.Total;
            controlled += tally.Controlled;
            foreach (var (cell, counts) in tally.Cells)
                cells[cell] = cells.GetValueOrDefault(cell) + counts;
        }

        public Tally ToTally() => new(total, controlled, cells.ToImmutableSortedDictionary());
    }
}
