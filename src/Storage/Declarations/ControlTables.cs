using System.Text.Json;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Declarations;

/// <summary>How controls, their lines and the records of checks stand in their tables. What writes them is one text for both databases.</summary>
internal static class ControlTables
{
    public static readonly RowMapping<ControlHead> Heads = new("controls", "c", ["id", "number", "authority", "selection_day"]);

    public static readonly RowMapping<JournalLine> Lines = new("control_lines", "l", ["subject", "line"]);

    public static readonly RowMapping<CheckRecord> Checks = new("checks", "k", ["number", "version", "moment"],
    [
        (nameof(CheckRecord.Findings), [Column<CheckRecord>.Text("findings", check => JsonSerializer.Serialize(check.Findings, StoredControlJson.Json.CheckFindings), nameof(CheckRecord.Findings))]),
    ]);

    public static readonly RowMapping<HitFigures> Hits = new("control_hits", "h", ["subject", "place"]);

    /// <summary>Writes nothing where there is one, as <see cref="InsertCheck"/> does.</summary>
    public static readonly string InsertHead = $"{Insert(Heads)} on conflict do nothing";

    public static readonly string InsertLine = Insert(Lines);

    public static readonly string InsertCheck = $"{Insert(Checks)} on conflict do nothing";

    public static readonly string UpdateHead =
        $"update controls set {string.Join(", ", Names(Heads).Except(["id", "number", "authority", "selection_day"]).Select(name => $"{name} = @{name}"))} where id = @id and last_line = @decidedOn";

    /// <summary>Of a hit that is new, or has come further.</summary>
    public static readonly string PutHit = $"{Insert(Hits)} on conflict (subject, place) do update set {string.Join(", ", Names(Hits).Except(["subject", "place"]).Select(name => $"{name} = excluded.{name}"))}";

    public static DynamicParameters Parameters<T>(RowMapping<T> rows, T row) where T : class
    {
        var parameters = new DynamicParameters();
        foreach (var (column, value) in rows.Values(row))
            parameters.Add(column, value);
        return parameters;
    }

    private static string Insert<T>(RowMapping<T> rows) where T : class => $"{rows.Into} values ({string.Join(", ", Names(rows).Select(name => $"@{name}"))})";

    private static string[] Names<T>(RowMapping<T> rows) where T : class => rows.Columns.Split(", ");
}
