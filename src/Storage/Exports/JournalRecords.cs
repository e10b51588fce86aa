using System.Data.Common;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>Nouns whose events stand in lines of their own, in an export: the lines as they stand, from which an import makes the rows.</summary>
internal static class JournalRecords
{
    private const int PageSize = 200;

    /// <param name="record">The name of a line.</param>
    /// <param name="beside">Writes what there is beside the journals behind one id, up to another.</param>
    public static async Task WriteJournals<THead>(
        this ExportFile file, string record, JournaledRows<THead> noun, DbConnection connection, CancellationToken cancellation, Func<Guid, Guid, Task>? beside = null) where THead : class
    {
        var ids = $"select id from {noun.Heads.Table} where id > @after order by id limit @most";
        var lines = $"{noun.Lines.Query} join {noun.Heads.Table} h on h.id = l.subject where l.subject > @after and l.subject <= @upTo and l.line <= h.last_line order by l.subject, l.line";
        for (var after = Guid.Empty; await connection.List<Guid>(ids, new { after, most = PageSize }, cancellation) is [.., var upTo]; after = upTo)
        {
            foreach (var journal in (await connection.List<JournalLine>(lines, new { after, upTo }, cancellation)).GroupBy(line => line.Subject))
                file.WriteJournal(record, journal);
            if (beside is not null)
                await beside(after, upTo);
        }
    }

    /// <exception cref="StartRefusedException">It is not whole.</exception>
    public static void WriteJournal(this ExportFile file, string record, IGrouping<Guid, JournalLine> journal)
    {
        if (JournalCheck.Check($"{journal.Key}", journal).FirstOrDefault() is { } error)
            throw new StartRefusedException($"the store is not whole: {error}; see verify.");
        foreach (var line in journal)
            file.Write(record, json => json.Write(line));
    }
}

/// <summary>Makes the rows of a noun of the lines of an export; every link is computed again before its line is written.</summary>
/// <param name="one">What faults call one of them, before its id.</param>
/// <param name="row">All lines of one are there: its row is the fold of them. What there is beside it goes into the batch.</param>
internal sealed class JournalImport<THead>(JournaledRows<THead> noun, string one, Func<IReadOnlyList<JournalLine>, LoadedBatch, THead> row) : IJournalImport where THead : class
{
    private readonly string insertHead = NamedRows.Insert(noun.Heads);
    private readonly string insertLine = NamedRows.Insert(noun.Lines);
    private readonly List<JournalLine> journal = [];
    private JournalCheck check = new("");

    public void Take(JournalLine line, LoadedBatch batch)
    {
        if (journal is [var first, ..] && first.Subject != line.Subject)
            End(batch);
        if (journal.Count == 0)
            check = new($"{one} {line.Subject}");
        if (check.Next(line).FirstOrDefault() is { } error)
            throw new FormatException($"{error}");
        journal.Add(line);
        batch.Others.Add((insertLine, NamedRows.Parameters(noun.Lines, line)));
    }

    public void End(LoadedBatch batch)
    {
        if (journal.Count == 0)
            return;
        batch.Others.Add((insertHead, NamedRows.Parameters(noun.Heads, row(journal, batch))));
        journal.Clear();
    }
}

internal interface IJournalImport
{
    void Take(JournalLine line, LoadedBatch batch);

    /// <summary>No more lines come.</summary>
    void End(LoadedBatch batch);
}
