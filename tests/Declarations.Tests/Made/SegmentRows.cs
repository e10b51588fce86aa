using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Tests.Made;

/// <summary>Reads a segment plainly, row by row.</summary>
internal sealed class SegmentRows(Segment segment)
{
    public int DeclarationOf(int row) => (int)segment.ItemColumn(ColumnNames.Declaration)[row];

    public int ItemOf(int row) => (int)segment.ItemColumn(ColumnNames.Item)[row];

    public IEnumerable<string> Values(int row, Field field)
    {
        if (segment.ColumnOf(field) is not { } column)
            return [];
        if (field.Repeated == Repeated.None)
            return Value(column, row);
        var owner = field.Part == Part.Head ? DeclarationOf(row) : row;
        var ends = segment.EndsOf(field.Repeated)!;
        var (from, to) = (owner == 0 ? 0 : (int)ends[owner - 1], (int)ends[owner]);
        return Enumerable.Range(from, to - from).SelectMany(thing => Value(column, thing));
    }

    public Outcome? OutcomeOf(int row)
    {
        var code = (OutcomeCodes)segment.ItemColumn(ColumnNames.Outcome)[row];
        return code == OutcomeCodes.Unknown ? null : new(
            code.HasFlag(OutcomeCodes.Controlled), code.HasFlag(OutcomeCodes.Finding), Number(ColumnNames.OutcomePayments), Number(ColumnNames.OutcomeHours));

        FixedPoint? Number(string name) => segment.ItemColumn(name) is var column && column[row] is not 0 and var number ? new(column.Scale!.Value.Of(number)) : null;
    }

    private static string[] Value(Column column, int at) => column[at] switch
    {
        0 => [],
        var code => [column.Texts is { } texts ? texts[(int)code].ToString() : new FixedPoint(column.Scale!.Value.Of(code)).ToString()],
    };
}
