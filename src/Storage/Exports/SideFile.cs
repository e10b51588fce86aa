using System.Text.Json;

namespace RmsOrleans.Storage.Exports;

/// <summary>A file with the rows of one table, which an export keeps apart.</summary>
internal static class SideFile
{
    private const int BatchSize = 1_000;

    /// <param name="record">What each line of it is.</param>
    /// <param name="insert">The statement, and how its row is read.</param>
    public static async Task Read(
        string path, string kind, string record, (string Sql, Func<JsonElement, object> Row) insert, IStoreLoading loading, IProgress<long> shown, CancellationToken cancellation)
    {
        var batch = new LoadedBatch();
        await foreach (var line in ExportReader.Read(path, kind, shown, cancellation))
        {
            if (line.Record != record)
                throw ExportReader.Wrong(line.Number, $"this program knows no record '{line.Record}'");
            ExportReader.At(line.Number, () => batch.Others.Add((insert.Sql, insert.Row(line.Json))));
            if (batch.Count < BatchSize)
                continue;
            await loading.Write(batch, cancellation);
            batch = new LoadedBatch();
        }
        await loading.Write(batch, cancellation);
    }
}
