namespace RmsOrleans.Storage.Exports;

/// <summary>A file with the rows of one table, which an export keeps apart.</summary>
internal static class SideFile
{
    private const int BatchSize = 1_000;

    public static async Task Read(
        string path, string kind, ExportedTable table, string insert, IStoreLoading loading, IProgress<long> shown, CancellationToken cancellation)
    {
        var batch = new LoadedBatch();
        await foreach (var line in ExportReader.Read(path, kind, shown, cancellation))
        {
            if (line.Record != table.Record)
                throw ExportReader.Wrong(line.Number, $"this program knows no record '{line.Record}'");
            ExportReader.At(line.Number, () => batch.Others.Add((insert, table.Read(line.Json))));
            if (batch.Count < BatchSize)
                continue;
            await loading.Write(batch, cancellation);
            batch = new LoadedBatch();
        }
        await loading.Write(batch, cancellation);
    }
}
