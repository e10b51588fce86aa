using RmsOrleans.Silo.Start;
using RmsOrleans.Silo.Storage;
using RmsOrleans.Silo.Storage.Sqlite;
using RmsOrleans.Silo.Verification;

namespace RmsOrleans.Silo.Backups;

/// <summary>A backup is one file. Under its own name it is always complete: until it has been looked through it is called <c>….part</c>.</summary>
internal sealed class SqliteBackup(DataFolder folder) : IStoreBackup
{
    public async Task<StoreReport> Backup(string to, IProgressDisplay progress, CancellationToken cancellation)
    {
        if (!File.Exists(folder.Database))
            throw new StartRefusedException($"there is no store in {folder.Path} yet.");
        return await CopyAndLookThrough(folder.Database, to, progress, cancellation);
    }

    public async Task<StoreReport> Restore(string from, IProgressDisplay progress, CancellationToken cancellation)
    {
        folder.Create();
        using var held = FolderLock.Take(folder);
        string[] files = ["", "-wal", "-shm"];
        if (files.Select(ending => folder.Database + ending).FirstOrDefault(File.Exists) is { } there)
            throw new StartRefusedException($"{there} is there. Move rms.db, rms.db-wal and rms.db-shm away together, and keep them until all is well again.");

        var report = await CopyAndLookThrough(from, folder.Database, progress, cancellation);
        foreach (var index in files.Select(ending => folder.File("search.db") + ending))
            File.Delete(index); // made again from the journal
        return report;
    }

    private static async Task<StoreReport> CopyAndLookThrough(string from, string to, IProgressDisplay progress, CancellationToken cancellation)
    {
        var part = $"{to}.part";
        File.Delete(part);
        SqliteCopy.Make(from, part, progress, cancellation);
        StoreReport report;
        using (var copy = new SqliteFile(part))
            report = await StoreReport.Of(copy, progress, cancellation);
        File.Move(part, to);
        return report;
    }
}
