using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The statements that publish a change in the directory.</summary>
internal sealed class DirectoryStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement readLastLine = new(connection, "select last_line from profiles where id = ?1");

    private readonly Statement insertHead = new(connection, """
        insert into profiles (
          id, number, serial, draft, draft_number, kind, registered_at, status, version, title, territory, mode, valid_from, valid_to,
          changed_at, due_at, cancellation, content_line, revision, last_line, last_hash)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
        """);

    private readonly Statement updateHead = new(connection, """
        update profiles set
          status = ?8, version = ?9, title = ?10, territory = ?11, mode = ?12, valid_from = ?13, valid_to = ?14, changed_at = ?15, due_at = ?16,
          cancellation = ?17, content_line = ?18, revision = ?19, last_line = ?20, last_hash = ?21
        where id = ?1 and number = ?2 and serial = ?3 and draft = ?4 and draft_number = ?5 and kind = ?6 and registered_at = ?7
        """);

    private readonly Statement insertEntry = new(connection, """
        insert into directory_entries (revision, profile, line, change, status, version, valid_from, valid_to, line_hash, at, hash)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """);

    private readonly Statement insertScope = new(connection, "insert into directory_scopes (authority, revision, applies) values (?1, ?2, ?3)");

    /// <summary>0 if there is no such profile.</summary>
    public int LastLine(ProfileId profile)
    {
        readLastLine.Bind(1, profile.Value);
        return readLastLine.TryRead(row => (int)row.Integer(0), out var line) ? line : 0;
    }

    public void Write(int decidedOn, ProfileHead head) => (decidedOn == 0 ? insertHead : updateHead)
        .Bind(1, head.Id.Value)
        .Bind(2, head.Number.ToString())
        .Bind(3, head.Number.Serial)
        .Bind(4, head.Draft.Value)
        .Bind(5, head.DraftNumber.ToString())
        .Bind(6, head.Kind.ToString())
        .Bind(7, head.RegisteredAt)
        .Bind(8, head.Status.ToString())
        .Bind(9, head.Version)
        .Bind(10, head.Title)
        .Bind(11, head.Territory.ToString())
        .Bind(12, head.Mode.ToString())
        .Bind(13, ProfileColumns.Day(head.ValidFrom))
        .Bind(14, ProfileColumns.Day(head.ValidTo))
        .Bind(15, head.ChangedAt)
        .Bind(16, head.DueAt)
        .Bind(17, ProfileColumns.Cancellation(head))
        .Bind(18, head.ContentLine)
        .Bind(19, head.Revision)
        .Bind(20, head.Line)
        .Bind(21, head.LineHash)
        .Run();

    public void Write(DirectoryEntry entry)
    {
        insertEntry
            .Bind(1, entry.Revision)
            .Bind(2, entry.Profile.Value)
            .Bind(3, entry.Line)
            .Bind(4, entry.Change)
            .Bind(5, entry.Status.ToString())
            .Bind(6, entry.Version)
            .Bind(7, ProfileColumns.Day(entry.ValidFrom))
            .Bind(8, ProfileColumns.Day(entry.ValidTo))
            .Bind(9, entry.LineHash)
            .Bind(10, entry.At)
            .Bind(11, entry.Hash)
            .Run();
        foreach (var (authority, applies) in entry.Scope)
            insertScope.Bind(1, authority.Value).Bind(2, entry.Revision).Bind(3, applies ? 1 : 0).Run();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[readLastLine, insertHead, updateHead, insertEntry, insertScope])
            statement.Dispose();
    }
}

internal static class DirectoryOfSession
{
    extension(WriterSession session)
    {
        public DirectoryStatements Directory => session.Prepared(static connection => new DirectoryStatements(connection));
    }
}
