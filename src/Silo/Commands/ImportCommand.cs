using System.CommandLine;
using RmsOrleans.Storage.Exports;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>import</c>: makes a store of an export, on either database.</summary>
internal static class ImportCommand
{
    private const string Description = """
        Make a store of what export wrote: in a data folder that has none, or in an empty database of PostgreSQL. No program may run there
        meanwhile. All hashes are computed again; a line that is wrong is named by its number. Then the store is looked through. Exit code
        0: done; 1: done, but the store is not whole, with a line for each fault; 2: not done, and nothing is there: it can be started again.
        """;

    public static Command Create()
    {
        var from = new Option<FileInfo>("--from") { Description = "The file that export wrote.", Required = true }.AcceptExistingOnly();
        var secrets = new Option<FileInfo>("--secrets") { Description = "The file with the webhooks and their secrets." }.AcceptExistingOnly();
        var readLog = new Option<FileInfo>("--read-log") { Description = "The file with the notes of who read what." }.AcceptExistingOnly();
        var declarations = new Option<FileInfo>("--declarations") { Description = "The file with the declarations." }.AcceptExistingOnly();
        return new StoreOptions().On(
            new Command("import", Description) { from, secrets, readLog, declarations },
            "Not imported",
            async (store, parsed, cancellation) =>
            {
                var path = parsed.GetValue(from)!.FullName;
                var report = await ProgressBars.Show(async progress =>
                {
                    await using (var loading = await store.BeginLoading(cancellation))
                    {
                        await new StoreImport(loading, progress).Read(path, cancellation);
                        if (parsed.GetValue(secrets) is { } apart)
                            await WebhookSecrets.Read(apart.FullName, loading, progress, cancellation);
                        if (parsed.GetValue(readLog) is { } notes)
                            await ReadLogFile.Read(notes.FullName, loading, progress, cancellation);
                        if (parsed.GetValue(declarations) is { } goods)
                            await DeclarationFile.Read(goods.FullName, loading, progress, cancellation);
                        await loading.Complete(cancellation);
                    }
                    return await StoreReport.Of(store.Database, progress, cancellation, store.Segments);
                });
                return report.Tell($"Imported from {path}");
            });
    }
}
