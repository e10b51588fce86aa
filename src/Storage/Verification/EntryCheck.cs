using System.Data.Common;
using System.Runtime.CompilerServices;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Storage.Verification;

/// <summary>
/// Entries of registers, with what is kept apart against what its line says, and the certificate of each sequence. When a term is due the calendar says, and not the journal; it is not
/// looked at.
/// </summary>
internal sealed class EntryCheck(IReadDatabase database) : JournaledCheck<EntryHead>(database, EntryTables.Entries, "entry")
{
    private const int PageSize = 200;

    private static readonly string[] counted = ["due_at", "due_term", "watch_at", "kept_until", "lacks_words", "calendar_revision"];

    private static readonly TermPlace anywhere = new(TimeZoneInfo.Utc, ProductionCalendar.Embedded, OpeningHours.Usual);

    private static readonly string kept = $"{EntryTables.Kept.Query} where v.subject > @After and v.subject <= @UpTo order by v.subject, v.line, v.name";

    private static readonly string numbers = $"{EntryTables.Numbers.Query} where n.sequence = @key and n.serial > @serial and n.serial <= @upTo order by n.serial limit @most";

    private RegisterKinds kinds = RegisterKinds.Shipped;

    private ILookup<Guid, KeptLine> apart = Array.Empty<KeptLine>().ToLookup(value => value.Subject);

    protected override FormattableString Counted => $"{Count:N0} entries of registers";

    protected override async IAsyncEnumerable<Finding> CheckBefore(DbConnection connection, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var sequence in await connection.List<SequenceHead>($"{EntryTables.Sequences.Query} order by s.key", null, cancellation))
        {
            await foreach (var finding in Check(connection, sequence, cancellation))
                yield return finding;
        }
        foreach (var file in await connection.List<string>("select file from kind_loads order by revision", null, cancellation))
            kinds = kinds.With(new KindLoad(kinds.Revision + 1, "", file, default, "", ""));
    }

    protected override async Task ReadBeside(DbConnection connection, JournaledPage page, CancellationToken cancellation) =>
        apart = (await connection.List<KeptLine>(kept, new { page.After, page.UpTo }, cancellation)).ToLookup(value => value.Subject);

    protected override IEnumerable<Finding> AgainstFold(string where, StoredRow row, JournalLine[] journal)
    {
        var stored = new WholeEntry(journal, [.. apart[row.Id("id")].Where(value => value.Line <= row.Number("last_line"))]);
        var entry = stored.Fold()!;
        var strange = KeptApart.Strange(stored).Select(value => new Finding($"{where}, line {value.Line}", $"what is kept of {value.Name} is not what the line says"));
        return (kinds.Edition(entry.Kind, entry.Edition) is not { } kind
            ? [new(where, $"there is no edition of {entry.Kind} from {entry.Edition:yyyy-MM-dd}, by which it lives")]
            : row.Differences(where, EntryTables.Heads.Values(EntryHead.Of(entry, kind, anywhere)).Where(column => !counted.Contains(column.Column)))).Concat(strange);
    }

    private static async IAsyncEnumerable<Finding> Check(DbConnection connection, SequenceHead sequence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var where = $"sequence {sequence.Key} of a register";
        var certificate = new RegisterCertificate(sequence.Key, isNumber: _ => true);
        for (var serial = 0L; ;)
        {
            var page = await connection.List<RegistrationRow>(numbers, new { key = sequence.Key, serial, upTo = sequence.LastSerial, most = PageSize }, cancellation);
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
