using System.Data.Common;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Exports;

/// <summary>Controls of declarations and records of checks in an export: lines as they stand, from which an import makes the rows.</summary>
internal static class ControlRecords
{
    public const string Line = "controlLine";

    public static JournalImport<ControlHead> Import() => new(ControlTables.Controls, "control", (journal, batch) =>
    {
        var control = StoredControlEvents.Table.Fold(journal)!;
        foreach (var hit in HitFigures.Of(control))
            batch.Others.Add((ControlTables.PutHit, NamedRows.Parameters(ControlTables.Hits, hit)));
        return ControlHead.Of(control);
    });

    public static async Task Write(ExportFile file, DbConnection connection, CancellationToken cancellation)
    {
        await file.WriteJournals(Line, ControlTables.Controls, connection, cancellation);
        // In an order that does not depend on how a database compares texts.
        foreach (var check in (await ExportedTable.Checks.Rows(connection, cancellation)).OrderBy(row => $"{row["number"]} {row["version"]} {row["moment"]}", StringComparer.Ordinal))
            ExportedTable.Checks.Write(file, check);
        await WriteEnds(file, connection, cancellation);
    }

    /// <summary>What remains of journals that have ended, each row with its ends.</summary>
    private static async Task WriteEnds(ExportFile file, DbConnection connection, CancellationToken cancellation)
    {
        var last = await connection.One<long>("select coalesce(max(id), 0) from control_removals", null, cancellation);
        for (var id = 1L; id <= last; id++)
        {
            foreach (var removal in await ExportedTable.ControlRemovals.Rows(connection, cancellation, "where id = @id", new { id }))
                ExportedTable.ControlRemovals.Write(file, removal);
            foreach (var end in await ExportedTable.ControlEnds.Rows(connection, cancellation, "where removal = @id order by subject", new { id }))
                ExportedTable.ControlEnds.Write(file, end);
        }
    }
}
