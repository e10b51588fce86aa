using System.CommandLine;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>backup</c>: one file with the whole store, also while the program works on it.</summary>
internal static class BackupCommand
{
    private const string Description = """
        Copy the whole store into one new file, and look the copy through (on PostgreSQL: the store). It works while the program runs. On
        PostgreSQL the file is a dump of pg_dump. The key that signs tokens is not in it. Exit code 0: done; 1: done, but the store is not
        whole, with a line for each fault; 2: not done, and the file is not there;
        3: there is no store.
        """;

    public static Command Create()
    {
        var to = NewFile.Option("--to", "The file to write; it must not be there yet.", required: true);
        return new StoreOptions().OnStore(
            new Command("backup", Description) { to },
            "No backup",
            async (store, parsed, cancellation) =>
            {
                var file = parsed.GetValue(to)!;
                var report = await ProgressBars.Show(progress => store.Backup.Backup(file.FullName, progress, cancellation));
                var exitCode = report.Tell($"Backed up to {file.FullName}");
                store.BackupGauges.Made(exitCode);
                return exitCode;
            },
            failed: store => store.BackupGauges.Failed(StoreOptions.Failed));
    }
}
