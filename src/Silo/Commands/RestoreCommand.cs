using System.CommandLine;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>restore</c>: makes a store of a backup, where there is none.</summary>
internal static class RestoreCommand
{
    private const string Description = """
        Make a store of a backup: in a data folder that has none, or in an empty database of PostgreSQL. No program may run there meanwhile.
        The restored store is looked through. Exit code 0: done; 1: done, but the store is not whole, with a line for each fault; 2: not
        done, and nothing is there.
        """;

    public static Command Create()
    {
        var from = new Option<FileInfo>("--from") { Description = "The file that backup wrote.", Required = true }.AcceptExistingOnly();
        return new StoreOptions().On(
            new Command("restore", Description) { from },
            "Not restored",
            async (store, parsed, cancellation) =>
            {
                var file = parsed.GetValue(from)!;
                var report = await ProgressBars.Show(progress => store.Backup.Restore(file.FullName, progress, cancellation));
                return report.Tell($"Restored from {file.FullName}");
            });
    }
}
