using System.Globalization;
using System.Runtime.CompilerServices;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Verification;

/// <summary>Controls of declarations: the chain of each journal, and each row against the fold of its lines, also those of its hits. It holds one page in memory.</summary>
internal sealed class ControlCheck(IReadDatabase database)
{
    private static readonly string hits = $"select {ControlTables.Hits.Columns} from control_hits where subject > @After and subject <= @UpTo order by subject, place";

    private long controls;

    /// <summary>Nothing where there are none.</summary>
    public string Summary => controls == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", the control of {controls:N0} declarations");

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await foreach (var page in ControlTables.Controls.Pages(connection, cancellation))
        {
            var hitRows = (await JournaledPages.StoredRows(connection, hits, new { page.After, page.UpTo }, cancellation)).ToLookup(row => row.Id("subject"));
            foreach (var finding in page.Rows.SelectMany(each => Check(each.Row, each.Journal, [.. hitRows[each.Row.Id("id")]])))
                yield return finding;
            controls += page.Rows.Length;
        }
    }

    private static List<Finding> Check(StoredRow row, JournalLine[] journal, StoredRow[] hits)
    {
        var where = $"control {row.Id("id")}";
        return JournaledPages.Check(where, "controls", journal, () =>
        {
            var folded = StoredControlEvents.Table.Fold(journal)!;
            var figures = HitFigures.Of(folded).ToArray();
            return row.Differences(where, ControlTables.Heads.Values(ControlHead.Of(folded))).Concat(
                hits.Select(hit => hit.Number("place")).SequenceEqual(figures.Select(hit => (long)hit.Place))
                    ? hits.Zip(figures).SelectMany(pair => pair.First.Differences($"{where}, hit {pair.Second.Place}", ControlTables.Hits.Values(pair.Second)))
                    : [new(where, $"it has {figures.Length} hits by its journal, and {hits.Length} in control_hits")]);
        });
    }
}
