using System.Data.Common;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Verification;

/// <summary>Controls of declarations, with the rows of their hits.</summary>
internal sealed class ControlCheck(IReadDatabase database) : JournaledCheck<ControlHead>(database, ControlTables.Controls, "control")
{
    private static readonly string hits = $"select {ControlTables.Hits.Columns} from control_hits where subject > @After and subject <= @UpTo order by subject, place";

    private ILookup<Guid, StoredRow> hitRows = Array.Empty<StoredRow>().ToLookup(row => row.Id("subject"));

    protected override FormattableString Counted => $"the control of {Count:N0} declarations";

    protected override async Task ReadBeside(DbConnection connection, JournaledPage page, CancellationToken cancellation) =>
        hitRows = (await JournaledPages.StoredRows(connection, hits, new { page.After, page.UpTo }, cancellation)).ToLookup(row => row.Id("subject"));

    protected override IEnumerable<Finding> AgainstFold(string where, StoredRow row, JournalLine[] journal)
    {
        var folded = StoredControlEvents.Table.Fold(journal)!;
        var (stored, figures) = (hitRows[row.Id("id")].ToArray(), HitFigures.Of(folded).ToArray());
        return row.Differences(where, ControlTables.Heads.Values(ControlHead.Of(folded))).Concat(
            stored.Select(hit => hit.Number("place")).SequenceEqual(figures.Select(hit => (long)hit.Place))
                ? stored.Zip(figures).SelectMany(pair => pair.First.Differences($"{where}, hit {pair.Second.Place}", ControlTables.Hits.Values(pair.Second)))
                : [new(where, $"it has {figures.Length} hits by its journal, and {stored.Length} in control_hits")]);
    }
}
