using System.Data.Common;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;
using RmsOrleans.Storage.Sequences;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>
/// Writes all that a store cannot make again by itself, as it stands at one moment, in an order that does not depend on the database: the
/// same store gives the same bytes. It reads page by page and takes no lock; what is written meanwhile is passed over.
/// </summary>
internal sealed class StoreExport(IReadDatabase database, IProgressDisplay progress)
{
    private const int PageSize = 200;

    private readonly SequenceQueries queries = new(database);

    /// <exception cref="StartRefusedException">A journal is not whole; <c>verify</c> says more.</exception>
    public async Task Write(ExportFile file, CancellationToken cancellation)
    {
        SqlTypes.Use();
        await using var connection = await database.Open(cancellation);
        var dialect = StoreDialect.Of(connection);
        await SchemaUpgrade.CheckIsUpToDate(connection, SchemaScript.Embedded(dialect.Name));

        // The moment is taken first: whatever a sequence has by then, its lines are seen at a later moment only if they are seen at this one.
        var (sequences, moment) = await Begin(connection, dialect, cancellation);
        await WriteReferenceData(file, connection, cancellation);
        await WriteRegister(file, sequences, cancellation);
        await WriteDirectory(file, connection, sequences, cancellation);
        await WriteJournals(file, connection, dialect, moment, sequences, cancellation);
        await ControlRecords.Write(file, connection, cancellation);
        await EntryRecords.Write(file, connection, dialect, cancellation);
        await PriceRecords.Write(file, connection, cancellation);
    }

    private static async Task<(List<SequenceHead> Sequences, string Moment)> Begin(DbConnection connection, StoreDialect dialect, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(dialect.Begin);
        var moment = (await connection.ExecuteScalarAsync<string>(dialect.Moment))!;
        var sequences = (await connection.QueryAsync<SequenceHead>(new CommandDefinition(
            JournalTables.SequenceRows.Query, cancellationToken: cancellation))).AsList();
        await connection.ExecuteAsync("rollback transaction"); // Dapper takes a single word for a stored procedure
        sequences.Sort((one, other) => string.CompareOrdinal(one.Key.Value, other.Key.Value));
        return (sequences, moment);
    }

    private static async Task WriteReferenceData(ExportFile file, DbConnection connection, CancellationToken cancellation)
    {
        var revision = await connection.One<long>("select revision from authority_register", null, cancellation);
        file.Write("authorities", json => json.WriteNumber("revision", revision));
        foreach (var authority in (await ExportedTable.Authorities.Rows(connection, cancellation)).OrderBy(row => (string)row["code"]!, StringComparer.Ordinal))
            ExportedTable.Authorities.Write(file, authority);
        foreach (var zone in (await ExportedTable.Zones.Rows(connection, cancellation)).OrderBy(row => $"{row["authority"]} {row["changes_at"]}", StringComparer.Ordinal))
            ExportedTable.Zones.Write(file, zone);
        foreach (var unit in (await ExportedTable.Units.Rows(connection, cancellation)).OrderBy(row => $"{row["authority"]} {row["code"]}", StringComparer.Ordinal))
            ExportedTable.Units.Write(file, unit);
        foreach (var loads in (ExportedTable[])[ExportedTable.Calendar, ExportedTable.Classifiers])
        {
            foreach (var load in await loads.Rows(connection, cancellation, "order by revision"))
                loads.Write(file, load);
        }
    }

    private async Task WriteRegister(ExportFile file, List<SequenceHead> sequences, CancellationToken cancellation)
    {
        var numbered = sequences.Where(sequence => sequence.Key != SequenceKey.Directory).ToList();
        var shown = progress.Begin("Registrations", numbered.Sum(sequence => sequence.LastSerial));
        foreach (var sequence in numbered)
        {
            await foreach (var entry in queries.Register(sequence.Key, sequence.LastSerial, cancellation))
            {
                file.Write("registration", json =>
                {
                    json.WriteString("sequence", sequence.Key.Value);
                    json.Write(entry);
                });
                shown.Report(1);
            }
        }
    }

    private static async Task WriteDirectory(ExportFile file, DbConnection connection, List<SequenceHead> sequences, CancellationToken cancellation)
    {
        var last = sequences.Find(sequence => sequence.Key == SequenceKey.Directory)?.LastSerial ?? 0;
        for (var after = 0L; after < last; after += PageSize)
        {
            var range = new { after, upTo = Math.Min(last, after + PageSize) };
            var scopes = (await connection.List<DirectoryScope>(RevisionRecord.SelectScopes, range, cancellation))
                .ToLookup(scope => scope.Revision);
            foreach (var entry in await connection.List<DirectoryEntry>(RevisionRecord.Select, range, cancellation))
                file.Write("revision", json => RevisionRecord.Write(json, entry, scopes[entry.Revision]));
        }
        var acknowledgements = await ExportedTable.Acknowledgements.Rows(connection, cancellation, "where revision <= @last", new { last });
        foreach (var each in acknowledgements.OrderBy(row => (string)row["authority"]!, StringComparer.Ordinal).ThenBy(row => row["revision"]))
            ExportedTable.Acknowledgements.Write(file, each);
        var looks = (await ExportedTable.Looks.Rows(connection, cancellation, "where exists (select 1 from directory_entries e where e.profile = profile_looks.profile and e.revision <= @last)", new { last })).Select(row => (Row: row, Id: ExportedTable.Id(row["profile"])));
        foreach (var each in looks.OrderBy(look => look.Id, StringComparer.Ordinal).ThenBy(look => $"{look.Row["flag"]} {look.Row["version"]} {look.Row["since"]}", StringComparer.Ordinal))
            ExportedTable.Looks.Write(file, each.Row);
    }

    private async Task WriteJournals(
        ExportFile file, DbConnection connection, StoreDialect dialect, string moment, List<SequenceHead> sequences, CancellationToken cancellation)
    {
        var shown = progress.Begin("Journals", sequences.Where(sequence => sequence.Key != SequenceKey.Directory).Sum(sequence => sequence.LastSerial));
        var ids = $"select distinct subject from journal_lines where subject > @after and {dialect.Visible} order by subject limit @most";
        var lines = $"{JournalTables.LineRows.Query} where subject > @after and subject <= @upTo and {dialect.Visible} order by subject, line";
        var after = new DraftId(Guid.Empty);
        while (await connection.List<DraftId>(ids, new { after, moment, most = PageSize }, cancellation) is [.., var upTo] page)
        {
            var rows = await connection.List<JournalLine>(lines, new { after, upTo, moment }, cancellation);
            var files = (await connection.List<StoredAttachment>(StoredAttachments.OfDrafts, new { after, upTo }, cancellation))
                .ToLookup(file => file.Draft.Value);
            foreach (var journal in rows.GroupBy(line => line.Subject))
            {
                file.WriteJournal("line", journal);
                if (FileRecords.MayBeNamedBy(journal))
                    await FileRecords.Write(file, connection, DraftQueries.Fold(journal), files[journal.Key], cancellation);
            }
            after = upTo;
            shown.Report(page.Count);
        }
    }
}
