using Microsoft.Data.Sqlite;
using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Backups;

/// <summary>A backup is one file. Under its own name it is always complete: until it has been looked through it is called <c>….part</c>.</summary>
internal sealed class SqliteBackup(DataFolder folder) : IStoreBackup
{
    public async Task<StoreReport> Backup(string to, IProgressDisplay progress, CancellationToken cancellation)
    {
        if (!File.Exists(folder.Database))
            throw new NothingThereException($"there is no store in {folder.Path}.");
        return await CopyAndLookThrough(folder.Database, to, progress, cancellation);
    }

    public async Task<StoreReport> Restore(string from, IProgressDisplay progress, CancellationToken cancellation)
    {
        folder.Create();
        using var held = FolderLock.Take(folder);
        if (folder.LeftOfDatabase is { } there)
            throw new StartRefusedException($"{there} is there. Move rms.db, rms.db-wal and rms.db-shm away together, and keep them until all is well again.");

        folder.DeleteTextIndex();
        return await CopyAndLookThrough(from, folder.Database, progress, cancellation);
    }

    /// <summary>A store that an older version of the program has left is looked through, and kept, in the schema of this one.</summary>
    private static async Task<StoreReport> CopyAndLookThrough(string from, string to, IProgressDisplay progress, CancellationToken cancellation)
    {
        using var part = new PartFile($"{to}.part");
        try
        {
            SqliteCopy.Make(from, part.Path, progress, cancellation);
            await Upgrade(part.Path, from);
        }
        catch (SqliteException failure)
        {
            throw new StartRefusedException($"{from} could not be copied to {part.Path}: {failure.Message.TrimEnd('.')}.", failure);
        }

        StoreReport report;
        using (var copy = new SqliteFile(part.Path))
            report = await StoreReport.Of(copy, progress, cancellation);
        part.Becomes(to);
        return report;
    }

    private static async Task Upgrade(string copy, string from)
    {
        await using var connection = SqliteCopy.Open(copy, SqliteOpenMode.ReadWrite);
        if (await connection.ExecuteScalarAsync(StoreDialect.Of(connection).HasSchema) is null)
            throw new StartRefusedException($"there is no store in {from}."); // an empty file is an SQLite database too
        await SchemaUpgrade.Apply(connection, SchemaScript.Embedded("sqlite"), DateTimeOffset.UtcNow);
    }
}
