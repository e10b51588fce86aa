using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Drafts;

/// <summary>The statements of append and register.</summary>
internal sealed class JournalStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement readLastLine = new(connection, "select last_line from drafts where id = ?1");

    private readonly Statement readSequence = new(connection, "select last_serial, last_at, last_hash from sequences where key = ?1");

    private readonly Statement putSequence = new(connection, """
        insert into sequences (key, last_serial, last_at, last_hash) values (?1, ?2, ?3, ?4)
        on conflict (key) do update set last_serial = excluded.last_serial, last_at = excluded.last_at, last_hash = excluded.last_hash
        """);

    private readonly Statement insertLine = new(connection, """
        insert into journal_lines (subject, line, type, at, actor, payload, hash) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly Statement insertRegistration = new(connection, """
        insert into registrations (sequence, serial, number, subject, version, line_hash, at, hash) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly Statement insertHead = new(connection, """
        insert into drafts (
          id, authority, prepared_at, kind, status, version, number, sequence, serial, title, territory, mode, paperwork, changed_at,
          registered_at, deadline_at, deadline_kind, deadline, responsible, calendar_revision, content_line, last_line, last_hash)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
        """);

    private readonly Statement updateHead = new(connection, """
        update drafts set
          kind = ?4, status = ?5, version = ?6, number = ?7, sequence = ?8, serial = ?9, title = ?10, territory = ?11, mode = ?12,
          paperwork = ?13, changed_at = ?14, registered_at = ?15, deadline_at = ?16, deadline_kind = ?17, deadline = ?18, responsible = ?19,
          calendar_revision = ?20, content_line = ?21, last_line = ?22, last_hash = ?23, executor = ?24, executor_name = ?25,
          responsible_unit = ?26, deadline_missed = ?27, overdue = ?28
        where id = ?1 and authority = ?2 and prepared_at = ?3
        """);

    /// <summary>0 if there is no such draft.</summary>
    public int LastLine(DraftId draft)
    {
        readLastLine.Bind(1, draft.Value);
        return readLastLine.TryRead(row => (int)row.Integer(0), out var line) ? line : 0;
    }

    public SequenceHead Sequence(SequenceKey key)
    {
        readSequence.Bind(1, key.Value);
        return readSequence.TryRead(
            row => new SequenceHead(key, row.Integer(0), DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(1)), row.Blob(2)), out var head)
            ? head!
            : SequenceHead.New(key);
    }

    public void Write(SequenceHead sequence) =>
        putSequence.Bind(1, sequence.Key.Value).Bind(2, sequence.LastSerial).Bind(3, sequence.LastAt).Bind(4, sequence.LastHash).Run();

    public void Write(int decidedOn, IEnumerable<JournalLine> lines, DraftHead head)
    {
        foreach (var line in lines)
            Write(line);
        if (decidedOn == 0)
            Bind(insertHead, head).Run();
        else
            BindLater(Bind(updateHead, head), head).Run();
    }

    public void Write(RegistrationRow row) => insertRegistration
        .Bind(1, row.Sequence.Value)
        .Bind(2, row.Serial)
        .Bind(3, row.Number)
        .Bind(4, row.Subject)
        .Bind(5, row.Version)
        .Bind(6, row.LineHash)
        .Bind(7, row.At)
        .Bind(8, row.Hash)
        .Run();

    public void Dispose()
    {
        foreach (var statement in (Statement[])[readLastLine, readSequence, putSequence, insertLine, insertRegistration, insertHead, updateHead])
            statement.Dispose();
    }

    public void Write(JournalLine line) => insertLine
        .Bind(1, line.Subject)
        .Bind(2, line.Line)
        .Bind(3, line.Type)
        .Bind(4, line.At)
        .Bind(5, line.Actor)
        .Bind(6, line.Payload)
        .Bind(7, line.Hash)
        .Run();

    private static Statement Bind(Statement statement, DraftHead head) => statement
        .Bind(1, head.Id.Value)
        .Bind(2, head.Authority.Value)
        .Bind(3, head.PreparedAt)
        .Bind(4, head.Kind.ToString())
        .Bind(5, head.Status.ToString())
        .Bind(6, head.Version)
        .Bind(7, head.Number?.ToString())
        .Bind(8, head.Number?.Sequence.Value)
        .Bind(9, head.Number?.Serial)
        .Bind(10, head.Title)
        .Bind(11, head.Territory.ToString())
        .Bind(12, head.Mode.ToString())
        .Bind(13, head.Paperwork)
        .Bind(14, head.ChangedAt)
        .Bind(15, head.RegisteredAt)
        .Bind(16, head.Deadline?.DueAt)
        .Bind(17, head.Deadline?.Kind.ToString())
        .Bind(18, DraftColumns.Deadline(head))
        .Bind(19, head.Deadline?.Responsible.Value)
        .Bind(20, head.Deadline?.CalendarRevision)
        .Bind(21, head.ContentLine)
        .Bind(22, head.Line)
        .Bind(23, head.LineHash);

    /// <summary>What a draft cannot have with its first lines.</summary>
    private static Statement BindLater(Statement statement, DraftHead head) => statement
        .Bind(24, head.Executor?.Subject)
        .Bind(25, head.Executor?.Name)
        .Bind(26, head.ResponsibleUnit)
        .Bind(27, head.DeadlineIsMissed ? 1 : 0)
        .Bind(28, head.Overdue ? 1 : 0);
}

internal static class JournalOfSession
{
    extension(WriterSession session)
    {
        public JournalStatements Journal => session.Prepared(static connection => new JournalStatements(connection));
    }
}
