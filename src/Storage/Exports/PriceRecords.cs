using System.Data.Common;

namespace RmsOrleans.Storage.Exports;

/// <summary>Price points in an export, with their loads, those that were taken back, and with what researches found; read page by page.</summary>
internal static class PriceRecords
{
    public const string Data = "priceData";

    /// <summary>The revision of all data that is loaded; a file of declarations may have brought it already.</summary>
    public const string TakeData = "update declaration_data set revision = case when revision < @revision then @revision else revision end";

    private const int PageSize = 1_000;

    private static readonly ExportedTable loads = new("priceLoad", "declaration_loads", DeclarationFile.LoadColumns);

    private static readonly ExportedTable faults = new("priceLoadFault", "declaration_load_faults", DeclarationFile.FaultColumns);

    private static readonly ExportedTable points = new("pricePoint", "price_points",
        ("id", Exported.Number), ("key", Exported.Text), ("figures", Exported.Text), ("source", Exported.Text), ("reference", Exported.TextOrNothing), ("direction", Exported.Text),
        ("month", Exported.Number), ("commodity_code", Exported.Text), ("origin_country", Exported.TextOrNothing), ("maker", Exported.TextOrNothing), ("terms", Exported.TextOrNothing),
        ("unit", Exported.TextOrNothing), ("region", Exported.TextOrNothing), ("licence", Exported.TextOrNothing), ("value", Exported.Number), ("weight", Exported.NumberOrNothing),
        ("quantity", Exported.NumberOrNothing), ("price", Exported.NumberOrNothing), ("load", Exported.Number));

    private static readonly ExportedTable figures = new("priceFigures", "price_figures",
        ("sha256", Exported.Text), ("figures", Exported.JsonBytes), ("made_at", Exported.Time));

    private static readonly ExportedTable withdrawals = new("priceWithdrawal", "price_withdrawals",
        ("load", Exported.Number), ("revision", Exported.Number), ("reason", Exported.Text), ("at", Exported.Time), ("actor", Exported.JsonBytes));

    public static ImmutableArray<ExportedTable> Tables { get; } = [loads, faults, points, withdrawals, figures];

    public static async Task Write(ExportFile file, DbConnection connection, CancellationToken cancellation)
    {
        const string ofPrices = "(select id from declaration_loads where kind = 'Prices')";
        var loaded = (await loads.Rows(connection, cancellation, "where kind = 'Prices' order by id")).ToList();
        if (loaded.Count > 0)
        {
            var revision = await connection.One<long>("select revision from declaration_data", null, cancellation);
            file.Write(Data, json => json.WriteNumber("revision", revision));
        }
        foreach (var load in loaded)
            loads.Write(file, load);
        foreach (var fault in await faults.Rows(connection, cancellation, $"where load in {ofPrices} order by load, position"))
            faults.Write(file, fault);
        for (var after = 0L; ;)
        {
            var page = (await points.Rows(connection, cancellation, "where id > @after order by id limit @most", new { after, most = PageSize })).ToList();
            foreach (var point in page)
                points.Write(file, point);
            if (page.Count < PageSize)
                break;
            after = Convert.ToInt64(page[^1]["id"], System.Globalization.CultureInfo.InvariantCulture);
        }
        var last = loaded.Count > 0 ? loaded[^1]["id"] : 0L;
        foreach (var withdrawn in await withdrawals.Rows(connection, cancellation, "where load <= @last order by load", new { last }))
            withdrawals.Write(file, withdrawn);
        foreach (var found in (await figures.Rows(connection, cancellation)).OrderBy(row => (string)row["sha256"]!, StringComparer.Ordinal))
            figures.Write(file, found);
    }
}
