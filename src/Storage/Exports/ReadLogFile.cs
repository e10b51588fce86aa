using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>Who read what, in a file of its own: the export goes to people who have no business with it.</summary>
internal static class ReadLogFile
{
    public const string Kind = "rms-read-log";
    private const int PageSize = 2_000;

    private static readonly ExportedTable table = new("read", "read_log",
        ("at", Exported.Time), ("what", Exported.Text), ("subject", Exported.IdOrNothing), ("number", Exported.TextOrNothing), ("part", Exported.TextOrNothing),
        ("reader", Exported.Text), ("name", Exported.Text), ("authority", Exported.Text), ("unit", Exported.TextOrNothing), ("roles", Exported.Text));

    public static async Task Write(IReadDatabase database, ExportFile file, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        object after = 0L;
        while ((await table.Rows(connection, cancellation, "where position > @after order by position limit @most", new { after, most = PageSize }, ", position"))
            .ToList() is [.., var last] page)
        {
            foreach (var row in page)
                table.Write(file, row);
            after = last["position"]!;
        }
    }

    public static Task Read(string path, IStoreLoading loading, IProgressDisplay progress, CancellationToken cancellation) =>
        SideFile.Read(path, Kind, [(table, table.Insert())], loading, progress.Begin("Read log", new FileInfo(path).Length), cancellation);
}
