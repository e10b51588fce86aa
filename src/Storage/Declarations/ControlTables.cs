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

    public static readonly JournaledRows<ControlHead> Controls = new(Heads, Lines);

    /// <summary>Writes nothing where there is one.</summary>
    public static readonly string InsertCheck = $"{NamedRows.Insert(Checks)} on conflict do nothing";

    /// <summary>Of a hit that is new, or has come further.</summary>
    public static readonly string PutHit = NamedRows.Put(Hits);
}
