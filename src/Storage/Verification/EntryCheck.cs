using System.Globalization;
using System.Runtime.CompilerServices;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Storage.Verification;

/// <summary>
/// Entries of registers: the chain of each journal, each row against the fold of its lines, what is kept apart against what its line says, and the certificate of each sequence. When a term
/// is due the calendar says, and not the journal; it is not looked at. It holds one page in memory.
/// </summary>
internal sealed class EntryCheck(IReadDatabase database)
{
    private const int PageSize = 200;

    private static readonly string[] counted = ["due_at", "due_term", "watch_at", "kept_until", "lacks_words", "calendar_revision"];

    private static readonly TermPlace anywhere = new(TimeZoneInfo.Utc, ProductionCalendar.Embedded, OpeningHours.Usual);

    private static readonly string kept = $"{EntryTables.Kept.Query} where v.subject > @After and v.subject <= @UpTo order by v.subject, v.line, v.name";

    private static readonly string numbers = $"{EntryTables.Numbers.Query} where n.sequence = @key and n.serial > @serial and n.serial <= @upTo order by n.serial limit @most";

    private long entries;

    /// <summary>Nothing where there are none.</summary>
    public string Summary => entries == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {entries:N0} entries of registers");

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        foreach (var sequence in await connection.List<SequenceHead>($"{EntryTables.Sequences.Query} order by s.key", null, cancellation))
        {
            await foreach (var finding in Check(sequence, cancellation))
                yield return finding;
        }

        var kinds = RegisterKinds.Shipped;
        foreach (var file in await connection.List<string>("select file from kind_loads order by revision", null, cancellation))
            kinds = kinds.With(new KindLoad(kinds.Revision + 1, "", file, default, "", ""));
        await foreach (var page in EntryTables.Entries.Pages(connection, cancellation))
        {
            var apart = (await connection.List<KeptLine>(kept, new { page.After, page.UpTo }, cancellation)).ToLookup(value => value.Subject);
            foreach (var (row, journal) in page.Rows)
            {
                foreach (var finding in Check(row, new(journal, [.. apart[row.Id("id")].Where(value => value.Line <= row.Number("last_line"))]), kinds))
                    yield return finding;
            }
            entries += page.Rows.Length;
        }
    }

    private static List<Finding> Check(StoredRow row, WholeEntry stored, RegisterKinds kinds)
    {
        var where = $"entry {row.Id("id")}";
        return JournaledPages.Check(where, "entries", stored.Lines, () =>
        {
            var entry = stored.Fold()!;
            var strange = KeptApart.Strange(stored).Select(value => new Finding($"{where}, line {value.Line}", $"what is kept of {value.Name} is not what the line says"));
            return (kinds.Edition(entry.Kind, entry.Edition) is not { } kind
                ? [new(where, $"there is no edition of {entry.Kind} from {entry.Edition:yyyy-MM-dd}, by which it lives")]
                : row.Differences(where, EntryTables.Heads.Values(EntryHead.Of(entry, kind, anywhere)).Where(column => !counted.Contains(column.Column)))).Concat(strange);
        });
    }

    private async IAsyncEnumerable<Finding> Check(SequenceHead sequence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var where = $"sequence {sequence.Key} of a register";
        var certificate = new RegisterCertificate(sequence.Key, isNumber: _ => true);
        for (var serial = 0L; ;)
        {
            var page = await database.List<RegistrationRow>(numbers, new { key = sequence.Key, serial, upTo = sequence.LastSerial, most = PageSize }, cancellation);
            foreach (var row in page)
                certificate.Add(new(row.Serial, row.Number, row.Subject, row.Version, row.LineHash, row.At, row.Hash));
            if (page.Count < PageSize)
                break;
            serial = page[^1].Serial;
        }
        certificate.End(sequence.LastSerial, sequence.LastHash);

        if (certificate.MissingCount > 0)
            yield return new Finding(where, $"{certificate.MissingCount} of its serials are missing: {string.Join(", ", certificate.Missing)}");
        if (certificate.BrokenAt is { } broken)
            yield return new Finding($"{where}, serial {broken}", "its hash does not follow from what the register says and from the one before it");
        if (certificate.Last is { } last && last.At != sequence.LastAt)
            yield return new Finding(where, $"its last time is {sequence.LastAt:O}, and by the register {last.At:O}");
    }
}
