using System.Runtime.InteropServices;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Counts sets of items of a segment. Not for several threads.</summary>
internal sealed class SegmentCounting
{
    private readonly Segment segment;
    private readonly SegmentCells places;
    private readonly Column? value;
    private readonly Column outcomes;
    private readonly Column payments;
    private readonly Column hours;
    private readonly RowSet seen;
    private readonly RowSet controlled;
    private readonly RowSet withFinding;

    private readonly (long Declarations, long Items, Int128 Value)[] cells;

    public SegmentCounting(Segment segment, bool byDay)
    {
        this.segment = segment;
        places = SegmentCells.Of(segment, byDay);
        cells = new (long, long, Int128)[places.Count];
        value = segment.ColumnOf(Fields.Get("customsValue"));
        (outcomes, payments, hours) = (segment.ItemColumn(ColumnNames.Outcome), segment.ItemColumn(ColumnNames.OutcomePayments), segment.ItemColumn(ColumnNames.OutcomeHours));
        (seen, controlled, withFinding) = (new(segment.Declarations), new(segment.Declarations), new(segment.Declarations));
    }

    /// <param name="byHead">Whether a declaration is one hit, with all its items.</param>
    public Tally Count(RowSet items, bool byHead)
    {
        Array.Clear(cells);
        var declarationOf = segment.ItemColumn(ColumnNames.Declaration).Codes<uint>();
        seen.ClearAll();
        foreach (var row in items.All)
        {
            var declaration = (int)declarationOf[row];
            ref var cell = ref cells[places.OfDeclaration[declaration]];
            var isNew = !seen.Has(declaration);
            if (isNew)
            {
                seen.Add(declaration);
                cell.Declarations++;
            }
            if (isNew || !byHead)
                cell.Items++;
            cell.Value += ValueOf(value, row);
        }
        return new(Total(), CountControlled(items), ToDictionary());
    }

    /// <summary>As <see cref="Count"/>, without cells and outcomes.</summary>
    public HitCounts CountTotal(RowSet items, bool byHead)
    {
        var declarationOf = segment.ItemColumn(ColumnNames.Declaration).Codes<uint>();
        var (declarations, rows, sum) = (0L, 0L, Int128.Zero);
        seen.ClearAll();
        foreach (var row in items.All)
        {
            var declaration = (int)declarationOf[row];
            rows++;
            sum += ValueOf(value, row);
            if (seen.Has(declaration))
                continue;
            seen.Add(declaration);
            declarations++;
        }
        return new(declarations, byHead ? declarations : rows, ToDecimal(sum));
    }

    /// <summary>The declarations with an item of the set.</summary>
    public BitSet DeclarationsOf(RowSet items)
    {
        var declarationOf = segment.ItemColumn(ColumnNames.Declaration).Codes<uint>();
        seen.ClearAll();
        foreach (var row in items.All)
            seen.Add((int)declarationOf[row]);
        return seen.ToBitSet();
    }

    /// <summary>Items of which it is possible that they are hit, but not sure; and declarations that have such a one and no hit.</summary>
    public HitCounts CountUndecided(RowSet possible, RowSet sure, bool byHead)
    {
        var hit = DeclarationsOf(sure);
        possible.AndNot(sure);
        var undecided = DeclarationsOf(possible).AndNot(hit).Count;
        return new(undecided, byHead ? undecided : possible.Count, 0);
    }

    public ValueCounts CountValues(RowSet items, Field field)
    {
        if (segment.ColumnOf(field) is not { Texts: { } texts } column)
            return ValueCounts.Empty;
        var counts = new long[texts.Count + 1];
        foreach (var row in items.All)
            counts[column[row]]++;
        var values = ValueCounts.Empty.Items.ToBuilder();
        for (var code = 1; code < counts.Length; code++)
        {
            if (counts[code] > 0)
                values.Add(texts[code].ToString(), counts[code]);
        }
        return new(values.ToImmutable());
    }

    /// <summary>What control found, by the values of up to three fields.</summary>
    public OutcomeTable CountOutcomes(RowSet items, ImmutableArray<Field> fields, Stopping stopping)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Length, ScanOptions.MostOutcomeFields);
        if (outcomes.Width == 0)
            return OutcomeTable.Empty;
        stopping.Look();
        var columns = fields.Select(segment.ColumnOf).ToArray();
        var counts = new Dictionary<(ulong First, ulong Second, ulong Third), OutcomeCount>();
        foreach (var row in items.All)
        {
            var outcome = (OutcomeCodes)outcomes[row];
            if ((outcome & OutcomeCodes.Controlled) == 0)
                continue;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, (Code(0, row), Code(1, row), Code(2, row)), out _);
            count += new OutcomeCount(1, (outcome & OutcomeCodes.Finding) == 0 ? 0 : 1);
        }
        var table = OutcomeTable.Empty.Rows.ToBuilder();
        foreach (var (codes, count) in counts)
            table.Add(OutcomeTable.KeyOf(((ulong[])[codes.First, codes.Second, codes.Third]).Take(columns.Length).Select((code, field) => code == 0 ? OutcomeTable.Missing : columns[field]!.Texts![(int)code].ToString())), count);
        return new(table.ToImmutable());

        ulong Code(int field, int row) => field < columns.Length && columns[field] is { } column ? column[row] : 0;
    }

    private ControlCounts CountControlled(RowSet items)
    {
        if (outcomes.Width == 0)
            return default;
        var declarationOf = segment.ItemColumn(ColumnNames.Declaration).Codes<uint>();
        var (rows, rowsWithFinding, paid, worked) = (0L, 0L, Int128.Zero, Int128.Zero);
        controlled.ClearAll();
        withFinding.ClearAll();
        foreach (var row in items.All)
        {
            var outcome = (OutcomeCodes)outcomes[row];
            if ((outcome & OutcomeCodes.Controlled) == 0)
                continue;
            rows++;
            controlled.Add((int)declarationOf[row]);
            paid += ValueOf(payments, row);
            worked += ValueOf(hours, row);
            if ((outcome & OutcomeCodes.Finding) == 0)
                continue;
            rowsWithFinding++;
            withFinding.Add((int)declarationOf[row]);
        }
        return new(controlled.Count, withFinding.Count, rows, rowsWithFinding, ToDecimal(paid), ToDecimal(worked));
    }

    private static long ValueOf(Column? column, int row) => column is { Scale: { } scale } && column[row] is not 0 and var code ? scale.Of(code) : 0;

    private HitCounts Total()
    {
        var (declarations, items, sum) = (0L, 0L, Int128.Zero);
        foreach (var cell in cells)
            (declarations, items, sum) = (declarations + cell.Declarations, items + cell.Items, sum + cell.Value);
        return new(declarations, items, ToDecimal(sum));
    }

    private ImmutableSortedDictionary<Cell, HitCounts> ToDictionary()
    {
        var dictionary = Tally.Empty.Cells.ToBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Items > 0)
                dictionary.Add(places.At(i), new(cells[i].Declarations, cells[i].Items, ToDecimal(cells[i].Value)));
        }
        return dictionary.ToImmutable();
    }

    private static decimal ToDecimal(Int128 millionths) => (decimal)millionths / FixedPoint.One;
}
