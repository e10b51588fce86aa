using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Scanning;

/// <summary>64 rows at once find the same as one after another, in columns of every width.</summary>
public sealed class CodeWordsTests
{
    private static readonly Field weight = Fields.Get("netWeightKg");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 250)]
    [InlineData(2, 65_000)]
    [InlineData(4, 3_000_000_000)]
    [InlineData(8, FixedPoint.MostMillionths)]
    public void Rows_whose_codes_are_in_the_set_stay(int width, long most)
    {
        var random = new Random(width);
        var declarations = new MadeDeclarations(width).Take(400).Select(declaration => declaration with { Items = [.. declaration.Items.Select(item => item with { Values = Values(random, most) })] });
        using var made = new MadeSegment(declarations);
        var column = made.Segment.ColumnOf(weight);
        if (width == 0)
        {
            Assert.Null(column);
            return;
        }
        Assert.Equal(width, column!.Width);
        for (var round = 0; round < 400; round++)
        {
            var set = CodeSet.Of(Enumerable.Range(0, round % 14).Select(_ => random.NextInt64((long)Math.Min(column.MostCode, long.MaxValue)) is var from
                ? new CodeRange((ulong)from, (ulong)from + (ulong)random.NextInt64(1 + ((long)(column.MostCode / 2) / 12))) : default), column.MostCode);
            var rows = new RowSet(column.Count);
            var asked = BitSet.All(column.Count).Without(Enumerable.Range(0, column.Count).Where(_ => random.Next(3) == 0));
            rows.CopyFrom(asked.Words);
            rows.KeepRun(round, column.Count - round);
            CodeWords.Keep(column, set, rows);
            Assert.Equal(
                Enumerable.Range(round, Math.Max(column.Count - (2 * round), 0)).Where(row => asked[row] && set.Ranges.Any(range => range.From <= column[row] && column[row] <= range.To)),
                rows.ToBitSet().Indexes);
        }
    }

    private static FieldValues Values(Random random, long most) => most == 0 || random.Next(5) == 0
        ? FieldValues.Empty
        : new FieldValues.Builder().Add("netWeightKg", new FixedPoint(most == FixedPoint.MostMillionths ? random.NextInt64(-most, most) : random.NextInt64(most))).Build();
}
