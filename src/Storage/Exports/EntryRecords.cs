using System.Data.Common;
using System.Text.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Storage.Exports;

/// <summary>Registers in an export: the editions that were loaded, numbers, lines, and what is kept apart, as they stand at one moment; from them an import makes the rows.</summary>
internal static class EntryRecords
{
    public const string Number = "entryNumber";
    public const string Line = "entryLine";

    private const int PageSize = 200;

    private static readonly string numbers = $"{EntryTables.Numbers.Query} where n.sequence = @key and n.serial > @serial order by n.serial limit @most";

    public static async Task Write(ExportFile file, DbConnection connection, StoreDialect dialect, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(dialect.Begin);
        foreach (var load in await ExportedTable.Kinds.Rows(connection, cancellation, "order by revision"))
            ExportedTable.Kinds.Write(file, load);
        foreach (var key in (await connection.List<string>("select key from entry_sequences", null, cancellation)).Order(StringComparer.Ordinal))
            await WriteNumbers(file, connection, key, cancellation);

        await file.WriteJournals(Line, EntryTables.Entries, connection, cancellation, (after, upTo) => WriteValues(file, connection, after, upTo, cancellation));
        await connection.ExecuteAsync("rollback transaction"); // Dapper takes a single word for a stored procedure
    }

    private static async Task WriteValues(ExportFile file, DbConnection connection, Guid after, Guid upTo, CancellationToken cancellation)
    {
        foreach (var value in (await ExportedTable.EntryValues.Rows(connection, cancellation, "where subject > @after and subject <= @upTo order by subject, line", new { after, upTo }))
            .OrderBy(row => row["subject"] is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)row["subject"]!).ThenBy(row => Convert.ToInt64(row["line"], null)).ThenBy(row => (string)row["name"]!, StringComparer.Ordinal))
            ExportedTable.EntryValues.Write(file, value);
    }

    private static async Task WriteNumbers(ExportFile file, DbConnection connection, string key, CancellationToken cancellation)
    {
        for (var serial = 0L; await connection.List<RegistrationRow>(numbers, new { key, serial, most = PageSize }, cancellation) is [.., var last] page; serial = last.Serial)
        {
            foreach (var row in page)
            {
                file.Write(Number, json =>
                {
                    json.WriteString("sequence", key);
                    json.Write(new RegisterEntry(row.Serial, row.Number, row.Subject, row.Version, row.LineHash, row.At, row.Hash));
                });
            }
        }
    }
}

/// <summary>Takes registers from an export; every link of the chain of numbers is computed again before it is written.</summary>
internal sealed class EntryImport
{
    private static readonly TermPlace anywhere = new(TimeZoneInfo.Utc, ProductionCalendar.Embedded, OpeningHours.Usual);

    private readonly Dictionary<string, SequenceHead> sequences = [];
    private RegisterKinds kinds = RegisterKinds.Shipped;

    public void TakeKind(JsonElement json, LoadedBatch batch)
    {
        kinds = kinds.With(new KindLoad(json.Of("revision").GetInt64(), json.Text("kind"), json.Of("file").GetRawText(), default, "", ""));
        batch.Others.Add((ExportedTable.Kinds.Insert(), ExportedTable.Kinds.Read(json)));
    }

    public void TakeNumber(JsonElement json, LoadedBatch batch)
    {
        var (key, entry) = (new SequenceKey(json.Text("sequence")), json.Registration());
        var before = sequences.GetValueOrDefault(key.Value) ?? SequenceHead.New(key);
        if (entry.Serial != before.LastSerial + 1)
            throw new FormatException($"sequence {key} of a register: {entry.Serial} does not follow {before.LastSerial}");
        if (!Chain.Registration(before.LastHash, entry.Number, entry.Subject, entry.Version, entry.LineHash, entry.At).AsSpan().SequenceEqual(entry.Hash))
            throw new FormatException($"sequence {key} of a register, serial {entry.Serial}: its hash does not follow from what it says and from the one before it");
        sequences[key.Value] = new SequenceHead(key, entry.Serial, entry.At, entry.Hash);
        var row = new RegistrationRow(key, entry.Serial, entry.Number, entry.Subject, entry.Version, entry.LineHash, entry.At, entry.Hash);
        batch.Others.Add((EntryTables.InsertNumber, NamedRows.Parameters(EntryTables.Numbers, row)));
    }

    /// <summary>When the terms of an entry are due the watch counts by the calendar of the new store, which no revision before it has.</summary>
    public JournalImport<EntryHead> Journals() => new(EntryTables.Entries, "entry", (journal, _) =>
    {
        var entry = StoredEntryEvents.Table.Fold(journal)!;
        var kind = kinds.Edition(entry.Kind, entry.Edition) ?? throw new FormatException($"entry {entry.Id}: there is no edition of {entry.Kind} from {entry.Edition:yyyy-MM-dd}");
        return EntryHead.Of(entry, kind, anywhere) with { CalendarRevision = -1, LacksWords = true };
    });

    public void End(LoadedBatch batch)
    {
        foreach (var sequence in sequences.Values)
            batch.Others.Add((EntryTables.InsertSequence, NamedRows.Parameters(EntryTables.Sequences, sequence)));
        sequences.Clear();
    }
}
