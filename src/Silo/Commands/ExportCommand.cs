using System.CommandLine;
using RmsOrleans.Storage.Exports;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>export</c>: the store as lines of JSON, that <c>import</c> makes the same store of on either database.</summary>
internal static class ExportCommand
{
    private const string Description = """
        Write journals, registrations, directory, authorities, calendars, classifiers and acknowledgements as lines of JSON, as they stand at one moment.
        It works while the program runs. The same store gives the same bytes on SQLite and on PostgreSQL. Exit code 0: done; 2: not done,
        and the file is not there; 3: there is no store.
        """;

    public static Command Create()
    {
        var to = NewFile.Option("--to", "The file to write; it must not be there yet.", required: true);
        var secrets = NewFile.Option("--secrets", "A file for the webhooks with their secrets; by default they are left out.", required: false);
        var readLog = NewFile.Option("--read-log", "A file for the notes of who read what; by default they are left out.", required: false);
        var declarations = NewFile.Option("--declarations", "A file for the declarations with their loads, events and outcomes; by default they are left out.", required: false);
        return new StoreOptions().OnStore(
            new Command("export", Description) { to, secrets, readLog, declarations },
            "Not exported",
            async (store, parsed, cancellation) =>
            {
                var path = parsed.GetValue(to)!.FullName;
                string[] files = [path, .. new[] { parsed.GetValue(secrets), parsed.GetValue(readLog), parsed.GetValue(declarations) }.OfType<FileInfo>().Select(file => file.FullName)];
                if (files.Distinct().Count() < files.Length)
                    throw new StartRefusedException("two of --to, --secrets, --read-log and --declarations are the same file.");
                var lines = await ProgressBars.Show(async progress =>
                {
                    using var file = new ExportFile(path, StoreImport.Kind);
                    using var webhooks = parsed.GetValue(secrets) is { } secret ? new ExportFile(secret.FullName, WebhookSecrets.Kind) : null;
                    using var reads = parsed.GetValue(readLog) is { } notes ? new ExportFile(notes.FullName, ReadLogFile.Kind) : null;
                    using var goods = parsed.GetValue(declarations) is { } own ? new ExportFile(own.FullName, DeclarationFile.Kind) : null;
                    await new StoreExport(store.Database, progress).Write(file, cancellation);
                    if (webhooks is not null)
                        await WebhookSecrets.Write(store.Database, webhooks, cancellation);
                    if (reads is not null)
                        await ReadLogFile.Write(store.Database, reads, cancellation);
                    if (goods is not null)
                        await DeclarationFile.Write(store.Database, store.Segments, goods, cancellation);
                    return file.CompleteWith(webhooks, reads, goods);
                });
                Console.WriteLine($"Exported to {path}: {lines} lines.");
                return 0;
            });
    }
}
