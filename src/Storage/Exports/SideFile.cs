namespace RmsOrleans.Storage.Exports;

/// <summary>A file with the rows of a table, or of some that belong together, which an export keeps apart.</summary>
internal static class SideFile
{
    private const int BatchSize = 1_000;

    public static async Task Read(
        string path, string kind, IReadOnlyList<(ExportedTable Table, string Insert)> tables, IStoreLoading loading, IProgress<long> shown, CancellationToken cancellation)
    {
        var batch = new LoadedBatch();
        await foreach (var line in ExportReader.Read(path, kind, shown, cancellation))
        {
            if (tables.FirstOrDefault(each => each.Table.Record == line.Record) is not ({ } table, var insert))
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
