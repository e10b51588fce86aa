using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Exports;

/// <summary>Fills a database in a folder within the data folder; only when it is complete it is moved to where the program looks for it.</summary>
internal sealed class SqliteLoading : IStoreLoading
{
    private readonly DataFolder folder;
    private readonly DataFolder part;
    private readonly FolderLock held;
    private readonly SqliteDatabase database;

    private SqliteLoading(DataFolder folder, FolderLock held)
    {
        (this.folder, this.held, part) = (folder, held, new DataFolder(folder.File("import.part")));
        DeletePart(); // of an import that was killed
        database = new SqliteDatabase(part, Options.Create(new StorageSettings()), [], new WriteReadiness(), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
    }

    public string EndOfJournal => "(select cast(coalesce(max(position), 0) as text) from journal_lines)";

    public static async Task<SqliteLoading> Begin(DataFolder folder, CancellationToken cancellation)
    {
        folder.Create();
        var held = FolderLock.Take(folder);
        if (folder.LeftOfDatabase is { } there)
        {
            held.Dispose();
            throw new StartRefusedException($"{there} is there. An import fills an empty one; give it another folder (--data FOLDER).");
        }
        var loading = new SqliteLoading(folder, held);
        await loading.database.Start(cancellation);
        return loading;
    }

    public Task Write(LoadedBatch batch, CancellationToken cancellation) => database.Write(
        session =>
        {
            foreach (var (sql, row) in batch.Others)
                session.Connection.Execute(sql, row);
            batch.Registrations.ForEach(session.Journal.Write);
            batch.Entries.ForEach(session.Directory.Write);
            batch.Lines.ForEach(session.Journal.Write);
            batch.Drafts.ForEach(head => session.Journal.Write(decidedOn: 0, [], head));
            batch.Profiles.ForEach(head => session.Directory.Write(decidedOn: 0, head));
            batch.Sequences.ForEach(session.Journal.Write);
            return true;
        },
        cancellation);

    public async Task Complete(CancellationToken cancellation)
    {
        await database.DisposeAsync(); // whoever closes it last carries the log into the file
        if (File.Exists(part.Database + "-wal"))
            throw new StartRefusedException("the log of the new database could not be carried into it.");
        folder.DeleteTextIndex();
        File.Move(part.Database, folder.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        DeletePart();
        held.Dispose();
    }

    private void DeletePart()
    {
        if (Directory.Exists(part.Path))
            Directory.Delete(part.Path, recursive: true);
    }
}
