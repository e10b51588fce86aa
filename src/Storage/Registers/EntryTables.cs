using System.Data.Common;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Registers;

/// <summary>How entries of registers, their lines and numbers stand in their tables. What writes them is one text for both databases.</summary>
internal static class EntryTables
{
    public static readonly RowMapping<EntryHead> Heads = new("entries", "e", ["id", "kind", "edition", "authority", "number", "registered_at", "closed", "origin", "giver", "lacks_words"]);

    public static readonly RowMapping<JournalLine> Lines = new("entry_lines", "l", ["subject", "line"]);

    public static readonly RowMapping<KeptLine> Kept = new("entry_values", "v", ["subject", "line", "name"]);

    public static readonly RowMapping<SequenceHead> Sequences = new("entry_sequences", "s", ["key"]);

    public static readonly RowMapping<RegistrationRow> Numbers = new("entry_numbers", "n", ["sequence", "serial"]);

    public static readonly RowMapping<EntryWord> Words = new("entry_words", "w", ["word", "entry", "secret"]);

    public static readonly JournaledRows<EntryHead> Entries = new(Heads, Lines);

    public static readonly string InsertNumber = NamedRows.Insert(Numbers);

    /// <summary>The sequence as it stands, and nobody else has it until the transaction ends; the first number needs a row for that.</summary>
    public const string LockSequence = """
        insert into entry_sequences (key, last_serial, last_at, last_hash) values (@key, 0, @at, @hash)
        on conflict (key) do update set last_serial = entry_sequences.last_serial
        returning key as Key, last_serial as LastSerial, last_at as LastAt, last_hash as LastHash
        """;

    public static readonly string InsertSequence = NamedRows.Insert(Sequences);

    public static readonly string UpdateSequence = $"{NamedRows.Update(Sequences)} where key = @key";

    /// <summary>The journals of the entries <c>e</c> for whose lines <c>l</c> a condition holds, without what is kept apart and but for those of closed circles.</summary>
    public static async Task<ImmutableArray<WholeEntry>> OpenJournals(DbConnection connection, string condition, DynamicParameters parameters, CancellationToken cancellation)
    {
        var lines = await connection.List<JournalLine>(
            $"{Lines.Query} join entries e on e.id = l.subject where not e.closed and {condition} order by l.subject, l.line", parameters, cancellation);
        return [.. lines.GroupBy(line => line.Subject).Select(journal => new WholeEntry([.. journal], []))];
    }
}
