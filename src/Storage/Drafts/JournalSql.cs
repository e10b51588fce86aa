namespace RmsOrleans.Storage.Drafts;

/// <summary>The statements of append and register. Rows come as arrays, one for each column, so that one statement writes a whole batch.</summary>
internal static class JournalSql
{
    public const string LockSequence = "select last_serial, last_at, last_hash from sequences where key = $1 for update";

    public const string LockHeads = "select id, last_line from drafts where id = any ($1) order by id for update";

    public const string BeginSequence =
        "insert into sequences (key, last_serial, last_at, last_hash) values ($1, $2, $3, $4) on conflict (key) do nothing";

    public const string UpdateSequence = "update sequences set last_serial = $2, last_at = $3, last_hash = $4 where key = $1";

    public const string InsertRegistrations = $"{IntoRegistrations} select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)";

    public const string InsertLines = $"{IntoLines} select * from unnest($1, $2, $3, $4, $5, $6, $7)";

    public const string InsertHeads = $"{IntoHeads} select * from unnest({HeadParameters})";

    /// <summary>The heads are locked, so they still stand where they stood.</summary>
    public const string UpdateHeads = $"{Heads} from unnest({HeadParameters}) as n ({HeadColumns}) where d.id = n.id";

    /// <summary>The same with all that a draft can have by the end of its life.</summary>
    public const string UpdateWholeHeads =
        $"{Heads}, {Later} from unnest({HeadParameters}, $24, $25, $26, $27, $28) as n ({HeadColumns}, {LaterColumns}) where d.id = n.id";

    public const string Begin = $"""
        with head as ({IntoHeads} select * from unnest({HeadParameters}) on conflict (id) do nothing returning id)
        {IntoLines} select * from unnest($24, $25, $26, $27, $28, $29, $30) where exists (select from head)
        """;

    public const string Append = $"""
        with head as (
          {Heads}, {Later} from unnest({HeadParameters}, $31, $32, $33, $34, $35, $36) as n ({HeadColumns}, decided_on, {LaterColumns})
          where d.id = n.id and d.last_line = n.decided_on returning d.id)
        {IntoLines} select * from unnest($24, $25, $26, $27, $28, $29, $30) where exists (select from head)
        """;

    /// <summary>
    /// Appends to many drafts, and says to which. It waits for nobody: a draft that somebody holds is passed over, as is one that has moved on.
    /// </summary>
    public const string AppendTogether = $"""
        with free as materialized (select id from drafts where id = any ($1) for update skip locked),
        heads as (
          {Heads}, {Later} from unnest({HeadParameters}, $31, $32, $33, $34, $35, $36) as n ({HeadColumns}, decided_on, {LaterColumns})
          where d.id = n.id and d.last_line = n.decided_on and n.id in (select id from free) returning d.id),
        lines as (
          {IntoLines} select * from unnest($24, $25, $26, $27, $28, $29, $30) as l (subject, line, type, at, actor, payload, hash)
          where subject in (select id from heads))
        select id from heads
        """;

    /// <summary>
    /// Whole batches of new drafts, one of each sequence, and which of them were written: those whose sequence nobody holds and stands where
    /// it is expected, and of whose drafts none exists. It takes the locks in the order in which all do: sequences, heads, lines. Counting has
    /// PostgreSQL write all of the heads before the first line.
    /// </summary>
    public const string RegisterNew = $"""
        with standing as materialized (
          select s.key from sequences s
          join unnest($39, $43, $44) as n (key, last_serial, last_hash) on s.key = n.key and s.last_serial = n.last_serial and s.last_hash = n.last_hash
          where not exists (select from unnest($1, $8) as h (id, sequence) join drafts d on d.id = h.id where h.sequence = s.key)
          order by s.key for update of s skip locked),
        moved as (
          update sequences s set last_serial = n.last_serial, last_at = n.last_at, last_hash = n.last_hash
          from unnest($39, $40, $41, $42) as n (key, last_serial, last_at, last_hash) where s.key = n.key and n.key in (select key from standing)),
        heads as (
          {IntoHeads} select * from unnest({HeadParameters}) as h ({HeadColumns}) where sequence in (select key from standing) returning id),
        lines as (
          {IntoLines} select * from unnest($24, $25, $26, $27, $28, $29, $30) as l (subject, line, type, at, actor, payload, hash)
          where (select count(*) from heads) > 0 and subject in (select id from heads)),
        registered as (
          {IntoRegistrations} select * from unnest($31, $32, $33, $34, $35, $36, $37, $38) as r (sequence, serial, number, subject, version, line_hash, at, hash)
          where (select count(*) from heads) > 0 and subject in (select id from heads))
        select key from standing
        """;

    /// <summary>
    /// The same for a batch that is alone, in half the work. A draft that exists already makes it fail, which spoils nobody else's.
    /// </summary>
    public const string RegisterNewAlone = $"""
        with standing as (
          update sequences set last_serial = $40[1], last_at = $41[1], last_hash = $42[1]
          where key = (select key from sequences where key = $39[1] and last_serial = $43[1] and last_hash = $44[1] for update skip locked)
          returning key),
        heads as ({IntoHeads} select * from unnest({HeadParameters}) where exists (select from standing) returning 1),
        lines as ({IntoLines} select * from unnest($24, $25, $26, $27, $28, $29, $30) where (select count(*) from heads) > 0),
        registered as ({IntoRegistrations} select * from unnest($31, $32, $33, $34, $35, $36, $37, $38) where (select count(*) from heads) > 0)
        select key from standing
        """;

    private const string LaterColumns = "executor, executor_name, responsible_unit, deadline_missed, overdue";

    private const string Later = """
        executor = n.executor, executor_name = n.executor_name, responsible_unit = n.responsible_unit, deadline_missed = n.deadline_missed,
          overdue = n.overdue
        """;

    private const string IntoRegistrations = "insert into registrations (sequence, serial, number, subject, version, line_hash, at, hash)";

    private const string IntoLines = "insert into journal_lines (subject, line, type, at, actor, payload, hash)";

    private const string IntoHeads = $"insert into drafts ({HeadColumns})";

    private const string HeadColumns = """
        id, authority, prepared_at, kind, status, version, number, sequence, serial, title, territory, mode, paperwork, changed_at,
        registered_at, deadline_at, deadline_kind, deadline, responsible, calendar_revision, content_line, last_line, last_hash
        """;

    private const string HeadParameters =
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23";

    private const string Heads = """
        update drafts d set
          kind = n.kind, status = n.status, version = n.version, number = n.number, sequence = n.sequence, serial = n.serial, title = n.title,
          territory = n.territory, mode = n.mode, paperwork = n.paperwork, changed_at = n.changed_at, registered_at = n.registered_at,
          deadline_at = n.deadline_at, deadline_kind = n.deadline_kind, deadline = n.deadline, responsible = n.responsible,
          calendar_revision = n.calendar_revision, content_line = n.content_line, last_line = n.last_line, last_hash = n.last_hash
        """;
}
