using static RmsOrleans.Storage.Drafts.JournalTables;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// What PostgreSQL does to append and register. Rows come as arrays, one for each column, so that one statement writes a whole batch: those of
/// heads, then those of lines, then what else a statement needs.
/// </summary>
internal static class JournalSql
{
    public const string LockSequence = "select last_serial, last_at, last_hash from sequences where key = $1 for update";

    public const string LockHeads = "select id, last_line from drafts where id = any ($1) order by id for update";

    public static readonly string BeginSequence = $"{SequenceRows.InsertMany} on conflict (key) do nothing";

    public static readonly string UpdateSequence = $"{SequenceRows.UpdateMany} from {SequenceRows.Rows()} where t.key = n.key";

    /// <summary>The heads are locked, so they still stand where they stood.</summary>
    public static readonly string UpdateHeads = $"{DraftRows.UpdateMany} from {DraftRows.Rows()} where t.id = n.id";

    private static readonly int firstOfLines = DraftRows.Count + 1;

    private static readonly int afterLines = firstOfLines + LineRows.Count;

    private static readonly int firstOfSequences = afterLines + RegistrationRows.Count;

    private static readonly int afterSequences = firstOfSequences + SequenceRows.Count;

    private static readonly string insertLines = $"{LineRows.Into} select * from {LineRows.Rows("l", firstOfLines)}";

    private static readonly string insertRegistrations = $"{RegistrationRows.Into} select * from {RegistrationRows.Rows("r", afterLines)}";

    private static readonly string headsToAppendTo = DraftRows.Rows(beside: ("decided_on", afterLines));

    public static readonly string Begin = $"""
        with head as ({DraftRows.InsertMany} on conflict (id) do nothing returning id)
        {insertLines} where exists (select from head)
        """;

    public static readonly string Append = $"""
        with head as ({DraftRows.UpdateMany} from {headsToAppendTo} where t.id = n.id and t.last_line = n.decided_on returning t.id)
        {insertLines} where exists (select from head)
        """;

    /// <summary>
    /// Appends to many drafts, and says to which. It waits for nobody: a draft that somebody holds is passed over, as is one that has moved on.
    /// </summary>
    public static readonly string AppendTogether = $"""
        with free as materialized (select id from drafts where id = any ({DraftRows.Array("id")}) for update skip locked),
        heads as (
          {DraftRows.UpdateMany} from {headsToAppendTo}
          where t.id = n.id and t.last_line = n.decided_on and n.id in (select id from free) returning t.id),
        lines as ({insertLines} where subject in (select id from heads))
        select id from heads
        """;

    /// <summary>
    /// Whole batches of new drafts, one of each sequence, and which of them were written: those whose sequence nobody holds and stands where
    /// it is expected, and of whose drafts none exists. It takes the locks in the order in which all do: sequences, heads, lines. Counting has
    /// PostgreSQL write all of the heads before the first line.
    /// </summary>
    public static readonly string RegisterNew = $"""
        with standing as materialized (
          select s.key from sequences s
          join unnest({SequenceRows.Array("key", firstOfSequences)}, ${afterSequences}, ${afterSequences + 1}) as n (key, last_serial, last_hash)
            on s.key = n.key and s.last_serial = n.last_serial and s.last_hash = n.last_hash
          where not exists (
            select from unnest({DraftRows.Array("id")}, {DraftRows.Array("sequence")}) as h (id, sequence) join drafts d on d.id = h.id where h.sequence = s.key)
          order by s.key for update of s skip locked),
        moved as ({SequenceRows.UpdateMany} from {SequenceRows.Rows("n", firstOfSequences)} where t.key = n.key and n.key in (select key from standing)),
        heads as ({DraftRows.InsertMany} where sequence in (select key from standing) returning id),
        lines as ({insertLines} where (select count(*) from heads) > 0 and subject in (select id from heads)),
        registered as ({insertRegistrations} where (select count(*) from heads) > 0 and subject in (select id from heads))
        select key from standing
        """;

    /// <summary>
    /// The same for a batch that is alone, in half the work. A draft that exists already makes it fail, which spoils nobody else's.
    /// </summary>
    public static readonly string RegisterNewAlone = $"""
        with standing as (
          update sequences set last_serial = {Only("last_serial")}, last_at = {Only("last_at")}, last_hash = {Only("last_hash")}
          where key = (
            select key from sequences
            where key = {Only("key")} and last_serial = ${afterSequences}[1] and last_hash = ${afterSequences + 1}[1] for update skip locked)
          returning key),
        heads as ({DraftRows.InsertMany} where exists (select from standing) returning 1),
        lines as ({insertLines} where (select count(*) from heads) > 0),
        registered as ({insertRegistrations} where (select count(*) from heads) > 0)
        select key from standing
        """;

    private static string Only(string column) => $"{SequenceRows.Array(column, firstOfSequences)}[1]";
}
