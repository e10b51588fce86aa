using System.Data.Common;
using System.Globalization;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>
/// Declarations with their loads, events and outcomes, in a file of their own: they are a secret of trade and taxes, and many. It is read page by page, so it wants a store that nobody
/// loads into meanwhile.
/// </summary>
internal static class DeclarationFile
{
    public const string Kind = "rms-declarations";
    private const int PageSize = 1_000;

    private static readonly ExportedTable data = new("declarationData", "declaration_data", ("revision", Exported.Number));

    /// <summary>Of a load, whatever it brought.</summary>
    public static (string Column, Exported Form)[] LoadColumns =>
    [
        ("id", Exported.Number), ("kind", Exported.Text), ("source", Exported.Text), ("format", Exported.Text), ("mapping", Exported.TextOrNothing), ("state", Exported.Text),
        ("period_from", Exported.TextOrNothing), ("period_to", Exported.TextOrNothing), ("lines", Exported.Number), ("taken", Exported.Number), ("unchanged", Exported.Number),
        ("refused", Exported.Number), ("conflicts", Exported.Number), ("stale", Exported.Number), ("sha256", Exported.TextOrNothing), ("failure", Exported.TextOrNothing),
        ("detail", Exported.TextOrNothing), ("revision", Exported.NumberOrNothing), ("begun_at", Exported.Time), ("touched_at", Exported.Time), ("ended_at", Exported.TimeOrNothing),
        ("subject", Exported.Text), ("name", Exported.Text), ("authority", Exported.Text),
    ];

    /// <summary>Of what is wrong with a line of a load.</summary>
    public static (string Column, Exported Form)[] FaultColumns =>
        [("load", Exported.Number), ("position", Exported.Number), ("line", Exported.Number), ("pointer", Exported.Text), ("code", Exported.Text), ("detail", Exported.TextOrNothing)];

    private static readonly ExportedTable loads = new("declarationLoad", "declaration_loads", LoadColumns);

    private static readonly ExportedTable faults = new("declarationLoadFault", "declaration_load_faults", FaultColumns);

    private static readonly ExportedTable declarations = new("declaration", "declarations",
        ("number", Exported.Text), ("version", Exported.Number), ("month", Exported.Number), ("authority", Exported.Text), ("control", Exported.Text), ("items", Exported.Number),
        ("hash", Exported.Hex), ("line", Exported.JsonBytes), ("load", Exported.Number), ("revision", Exported.Number), ("is_first", Exported.Truth), ("is_latest", Exported.Truth));

    private static readonly ExportedTable coverage = new("declarationCoverage", "declaration_coverage",
        ("month", Exported.Number), ("authority", Exported.Text), ("declarations", Exported.Number), ("items", Exported.Number), ("changed_at", Exported.Time));

    private static readonly ExportedTable events = new("declarationEvent", "declaration_events",
        ("number", Exported.Text), ("at", Exported.Time), ("code", Exported.Text), ("month", Exported.Number), ("automatic", Exported.Truth), ("load", Exported.Number), ("revision", Exported.Number));

    private static readonly ExportedTable outcomes = new("declarationOutcome", "declaration_outcomes",
        ("number", Exported.Text), ("item", Exported.Number), ("month", Exported.Number), ("controlled", Exported.Truth), ("finding", Exported.Truth), ("payments", Exported.NumberOrNothing),
        ("hours", Exported.NumberOrNothing), ("load", Exported.Number), ("revision", Exported.Number));

    private static readonly ExportedTable removals = new("declarationRemoval", "declaration_removals",
        ("id", Exported.Number), ("month", Exported.Number), ("declarations", Exported.Number), ("items", Exported.Number), ("events", Exported.Number), ("outcomes", Exported.Number),
        ("kept_months", Exported.Number), ("revision", Exported.Number), ("removed_at", Exported.Time));

    /// <summary>In the order of the file, each by its key.</summary>
    private static readonly (ExportedTable Table, string[] Key)[] tables =
    [
        (loads, ["id"]), (faults, ["load", "position"]), (declarations, ["number", "version"]), (events, ["number", "at", "code"]), (outcomes, ["number", "item"]), (removals, ["id"]),
    ];

    /// <param name="shelf">Where content lies that is sealed.</param>
    public static async Task Write(IReadDatabase database, SegmentShelf shelf, ExportFile file, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        foreach (var row in await data.Rows(connection, cancellation))
            data.Write(file, row);
        foreach (var row in (await coverage.Rows(connection, cancellation)).OrderBy(row => $"{row["month"]} {row["authority"]}", StringComparer.Ordinal))
            coverage.Write(file, row);
        foreach (var (table, key) in tables)
            await Write(table, key, shelf, file, connection, cancellation);
    }

    public static Task Read(string path, IStoreLoading loading, IProgressDisplay progress, CancellationToken cancellation) => SideFile.Read(
        path, Kind, [(data, "update declaration_data set revision = @revision"), (coverage, coverage.Insert()), .. tables.Select(each => (each.Table, each.Table.Insert()))], loading,
        progress.Begin("Declarations", new FileInfo(path).Length), cancellation);

    private static async Task Write(ExportedTable table, string[] key, SegmentShelf shelf, ExportFile file, DbConnection connection, CancellationToken cancellation)
    {
        var columns = string.Join(", ", key);
        var names = string.Join(", ", key.Select(column => $"@{column}"));
        // Loads of price points stand in the export of the store, where the points do.
        var only = table == loads ? "kind <> 'Prices'" : table == faults ? "load not in (select id from declaration_loads where kind = 'Prices')" : "1 = 1";
        var (rest, parameters) = ($"where {only} order by {columns} limit {PageSize}", (object?)null);
        var more = table == declarations ? ", segment" : "";
        while ((await table.Rows(connection, cancellation, rest, parameters, more)).ToList() is [.., var last] page)
        {
            foreach (var row in page)
            {
                if (more.Length > 0 && row["segment"] is { } segment)
                    row["line"] = await shelf.LineOf(Convert.ToInt64(segment, CultureInfo.InvariantCulture), (string)row["number"]!, Convert.ToInt32(row["version"], CultureInfo.InvariantCulture), cancellation);
                table.Write(file, row);
            }
            if (page.Count < PageSize)
                return;
            rest = $"where {only} and ({columns}) > ({names}) order by {columns} limit {PageSize}";
            parameters = key.ToDictionary(column => column, column => last[column]);
        }
    }
}
