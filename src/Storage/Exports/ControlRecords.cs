using System.Data.Common;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>Controls of declarations and records of checks in an export: lines as they stand, from which an import makes the rows.</summary>
internal static class ControlRecords
{
    public const string Line = "controlLine";

    private const int PageSize = 200;

    private static readonly string page = $"{ControlTables.Lines.Query} join controls c on c.id = l.subject where l.subject > @after and l.subject <= @upTo and l.line <= c.last_line order by l.subject, l.line";

    public static async Task Write(ExportFile file, DbConnection connection, CancellationToken cancellation)
    {
        const string ids = "select id from controls where id > @after order by id limit @most";
        for (var after = Guid.Empty; await connection.List<Guid>(ids, new { after, most = PageSize }, cancellation) is [.., var upTo]; after = upTo)
        {
            foreach (var journal in (await connection.List<JournalLine>(page, new { after, upTo }, cancellation)).GroupBy(line => line.Subject))
            {
                if (JournalCheck.Check($"{journal.Key}", journal).FirstOrDefault() is { } error)
                    throw new StartRefusedException($"the store is not whole: {error}; see verify.");
                foreach (var line in journal)
                    file.Write(Line, json => json.Write(line));
            }
        }
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

/// <summary>Makes controls of the lines of an export; every link is computed again before its line is written.</summary>
internal sealed class ControlImport
{
    private readonly List<JournalLine> journal = [];
    private JournalCheck check = new("");

    public void Take(JournalLine line, LoadedBatch batch)
    {
        if (journal is [var first, ..] && first.Subject != line.Subject)
            End(batch);
        if (journal.Count == 0)
            check = new($"control {line.Subject}");
        if (check.Next(line).FirstOrDefault() is { } error)
            throw new FormatException($"{error}");
        journal.Add(line);
        batch.Others.Add((ControlTables.InsertLine, NamedRows.Parameters(ControlTables.Lines, line)));
    }

    /// <summary>All lines of one are there: its row is the fold of them.</summary>
    public void End(LoadedBatch batch)
    {
        if (journal.Count == 0)
            return;
        var control = StoredControlEvents.Table.Fold(journal)!;
        batch.Others.Add((ControlTables.InsertHead, NamedRows.Parameters(ControlTables.Heads, ControlHead.Of(control))));
        foreach (var hit in HitFigures.Of(control))
            batch.Others.Add((ControlTables.PutHit, NamedRows.Parameters(ControlTables.Hits, hit)));
        journal.Clear();
    }
}
