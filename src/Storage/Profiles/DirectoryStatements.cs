using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The statements that publish a change in the directory.</summary>
internal sealed class DirectoryStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement readLastLine = new(connection, "select last_line from profiles where id = ?1");

    private readonly Statement insertHead = new(connection, DirectoryTables.ProfileRows.InsertOne);

    private readonly Statement updateHead = new(connection, DirectoryTables.ProfileRows.UpdateOne);

    private readonly Statement insertEntry = new(connection, DirectoryTables.EntryRows.InsertOne);

    private readonly Statement insertScope = new(connection, DirectoryTables.ScopeRows.InsertOne);

    /// <summary>0 if there is no such profile.</summary>
    public int LastLine(ProfileId profile)
    {
        readLastLine.Bind(1, profile.Value);
        return readLastLine.TryRead(row => (int)row.Integer(0), out var line) ? line : 0;
    }

    public void Write(int decidedOn, ProfileHead head) => DirectoryTables.ProfileRows.Bind(decidedOn == 0 ? insertHead : updateHead, head).Run();

    public void Write(DirectoryEntry entry)
    {
        DirectoryTables.EntryRows.Bind(insertEntry, entry).Run();
        foreach (var scope in DirectoryScope.Of([entry]))
            DirectoryTables.ScopeRows.Bind(insertScope, scope).Run();
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
