using System.Text.Json;
using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Drafts;

/// <summary>How drafts, their lines and their numbers stand in their tables.</summary>
internal static class JournalTables
{
    public static readonly RowMapping<JournalLine> LineRows = new("journal_lines", "l", ["subject", "line"]);

    public static readonly RowMapping<RegistrationRow> RegistrationRows = new("registrations", "r", ["number"]);

    public static readonly RowMapping<SequenceHead> SequenceRows = new("sequences", "s", ["key"]);

    public static readonly RowMapping<DraftHead> DraftRows = new("drafts", "d", ["id", "authority", "prepared_at"],
    [
        (nameof(DraftHead.Number),
        [
            Column<DraftHead>.Text("number", head => head.Number?.ToString(), nameof(DraftHead.Number)),
            Column<DraftHead>.Text("sequence", head => head.Number?.Sequence.Value),
            Column<DraftHead>.Number("serial", head => head.Number?.Serial),
        ]),
        (nameof(DraftHead.Deadline),
        [
            Column<DraftHead>.Text("deadline", Json, nameof(DraftHead.Deadline)),
            Column<DraftHead>.Text("deadline_kind", head => head.Deadline?.Kind.ToString()),
            Column<DraftHead>.Text("responsible", head => head.Deadline?.Responsible.Value),
            Column<DraftHead>.Number("deadline_at", head => head.Deadline?.DueAt.ToUnixTimeMilliseconds()),
            Column<DraftHead>.Number("calendar_revision", head => head.Deadline?.CalendarRevision),
        ]),
    ]);

    private static volatile Written? last;

    /// <summary>A batch shares one deadline.</summary>
    private static string? Json(DraftHead head)
    {
        if (head.Deadline is not { } deadline)
            return null;

        var written = last;
        if (written is null || !ReferenceEquals(written.Deadline, deadline))
            last = written = new Written(deadline, JsonSerializer.Serialize(deadline, StoredDraft.Json.Deadline));
        return written.Json;
    }

    private sealed record Written(Deadline Deadline, string Json);
}

/// <summary>The statements of append and register.</summary>
internal sealed class JournalStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement readLastLine = new(connection, "select last_line from drafts where id = ?1");

    private readonly Statement readSequence = new(connection, "select last_serial, last_at, last_hash from sequences where key = ?1");

    private readonly Statement putSequence = new(connection, $"""
        {JournalTables.SequenceRows.InsertOne}
        on conflict (key) do update set last_serial = excluded.last_serial, last_at = excluded.last_at, last_hash = excluded.last_hash
        """);

    private readonly Statement insertLine = new(connection, JournalTables.LineRows.InsertOne);

    private readonly Statement insertRegistration = new(connection, JournalTables.RegistrationRows.InsertOne);

    private readonly Statement insertHead = new(connection, JournalTables.DraftRows.InsertOne);

    private readonly Statement updateHead = new(connection, JournalTables.DraftRows.UpdateOne);

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

    public void Write(SequenceHead sequence) => JournalTables.SequenceRows.Bind(putSequence, sequence).Run();

    public void Write(JournalLine line) => JournalTables.LineRows.Bind(insertLine, line).Run();

    public void Write(RegistrationRow row) => JournalTables.RegistrationRows.Bind(insertRegistration, row).Run();

    public void Write(int decidedOn, IEnumerable<JournalLine> lines, DraftHead head)
    {
        foreach (var line in lines)
            Write(line);
        JournalTables.DraftRows.Bind(decidedOn == 0 ? insertHead : updateHead, head).Run();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[readLastLine, readSequence, putSequence, insertLine, insertRegistration, insertHead, updateHead])
            statement.Dispose();
    }
}

internal static class JournalOfSession
{
    extension(WriterSession session)
    {
        public JournalStatements Journal => session.Prepared(static connection => new JournalStatements(connection));
    }
}
