using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace RmsOrleans.Storage.Exports;

/// <summary>In what form a column stands in an export. What is JSON in the store is JSON there.</summary>
internal enum Exported
{
    Text,
    TextOrNothing,
    Number,
    NumberOrNothing,
    Real,
    Truth,

    /// <summary>Bytes that are no JSON, in hexadecimal.</summary>
    Hex,
    Time,
    TimeOrNothing,
    IdOrNothing,
    Json,
    JsonBytes,
}

/// <summary>A table of which each row is a record of an export, and each column a member of its name in camel case.</summary>
internal sealed class ExportedTable(string record, string table, params IEnumerable<(string Column, Exported Form)> columns)
{
    private readonly ImmutableArray<(string Column, string Member, Exported Form)> members = [.. columns.Select(each => (each.Column, Member(each.Column), each.Form))];

    public static ExportedTable Authorities { get; } = new("authority", "authorities",
        ("code", Exported.Text), ("name", Exported.Text), ("short_name", Exported.Text), ("kind", Exported.Text), ("parent", Exported.TextOrNothing),
        ("time_zone", Exported.Text), ("name_ru", Exported.TextOrNothing), ("name_en", Exported.TextOrNothing));

    public static ExportedTable Zones { get; } = new("zone", "authority_time_zones",
        ("authority", Exported.Text), ("changes_at", Exported.Time), ("time_zone", Exported.Text));

    public static ExportedTable Units { get; } = new("unit", "units",
        ("authority", Exported.Text), ("code", Exported.Text), ("name_ru", Exported.Text), ("name_en", Exported.Text), ("field", Exported.Text),
        ("coordination", Exported.Number), ("valid_from", Exported.Text), ("valid_to", Exported.TextOrNothing));

    public static ExportedTable Calendar { get; } = new("calendar", "calendar_loads",
        ("revision", Exported.Number), ("year", Exported.Number), ("days", Exported.Json), ("loaded_at", Exported.Time), ("subject", Exported.Text),
        ("name", Exported.Text));

    public static ExportedTable Classifiers { get; } = new("classifier", "classifier_loads",
        ("revision", Exported.Number), ("classifier", Exported.Text), ("rows", Exported.Text), ("loaded_at", Exported.Time), ("subject", Exported.Text),
        ("name", Exported.Text));

    public static ExportedTable Acknowledgements { get; } = new("acknowledgement", "directory_acknowledgements",
        ("authority", Exported.Text), ("revision", Exported.Number), ("at", Exported.Time), ("actor", Exported.JsonBytes));

    public static ExportedTable Looks { get; } = new("profileLook", "profile_looks",
        ("profile", Exported.IdOrNothing), ("flag", Exported.Text), ("version", Exported.Number), ("since", Exported.Text), ("cases", Exported.Number), ("measured", Exported.Real),
        ("bound", Exported.Real), ("reason", Exported.Text), ("at", Exported.Time), ("actor", Exported.JsonBytes));

    public static ExportedTable Checks { get; } = new("check", "checks",
        ("number", Exported.Text), ("version", Exported.Number), ("moment", Exported.Text), ("content", Exported.Hex), ("authority", Exported.Text), ("control_authority", Exported.Text),
        ("at", Exported.Time), ("selection_day", Exported.Text), ("directory", Exported.Number), ("register", Exported.Number), ("selection_key", Exported.Text), ("sampled", Exported.Truth),
        ("hits", Exported.Number), ("findings", Exported.Json), ("actor", Exported.JsonBytes));

    public static ExportedTable ControlRemovals { get; } = new("controlRemoval", "control_removals",
        ("id", Exported.Number), ("month", Exported.Number), ("until_at", Exported.Time), ("controls", Exported.Number), ("lines", Exported.Number), ("checks", Exported.Number),
        ("kept_years", Exported.Number), ("removed_at", Exported.Time), ("hash", Exported.Hex));

    public static ExportedTable ControlEnds { get; } = new("controlEnd", "control_ends",
        ("removal", Exported.Number), ("subject", Exported.IdOrNothing), ("lines", Exported.Number), ("last_hash", Exported.Hex));

    public static ExportedTable Kinds { get; } = new("kind", "kind_loads",
        ("revision", Exported.Number), ("kind", Exported.Text), ("file", Exported.Json), ("loaded_at", Exported.Time), ("subject", Exported.Text), ("name", Exported.Text));

    public static ExportedTable EntryValues { get; } = new("entryValue", "entry_values",
        ("subject", Exported.IdOrNothing), ("line", Exported.Number), ("name", Exported.Text), ("value", Exported.Text), ("salt", Exported.Hex));

    /// <summary>The one whose rows an export of the store has under this name.</summary>
    public static ExportedTable? Find(string record) => ((ExportedTable[])[Authorities, Zones, Units, Calendar, Classifiers, Acknowledgements, Looks, Checks, ControlRemovals, ControlEnds, EntryValues, .. PriceRecords.Tables]).FirstOrDefault(table => table.Record == record);

    public string Record => record;

    /// <param name="more">Columns that an import fills by SQL, where the file has none or not in this form.</param>
    public string Insert(params (string Column, string Sql)[] more)
    {
        var filled = Names.Select(name => (Column: name, Sql: $"@{name}")).ExceptBy(more.Select(each => each.Column), each => each.Column).Concat(more).ToList();
        return $"insert into {table} ({string.Join(", ", filled.Select(each => each.Column))}) values ({string.Join(", ", filled.Select(each => each.Sql))})";
    }

    private IEnumerable<string> Names => members.Select(each => each.Column);

    /// <param name="rest">What follows the table in the query.</param>
    public async Task<IEnumerable<IDictionary<string, object?>>> Rows(
        DbConnection connection, CancellationToken cancellation, string rest = "", object? parameters = null, string more = "") =>
        (await connection.QueryAsync(new CommandDefinition($"select {string.Join(", ", Names)}{more} from {table} {rest}", parameters, cancellationToken: cancellation)))
        .Select(row => (IDictionary<string, object?>)row);

    public void Write(ExportFile file, IDictionary<string, object?> row) => file.Write(record, json =>
    {
        foreach (var (column, member, form) in members)
        {
            json.WritePropertyName(member);
            Write(json, form, row[column]);
        }
    });

    /// <summary>The parameters of <see cref="Insert"/>.</summary>
    public object Read(JsonElement json) => members.ToDictionary(each => each.Column, each => Read(json, each.Member, each.Form));

    private static void Write(Utf8JsonWriter json, Exported form, object? value)
    {
        switch (form)
        {
            case Exported.Text or Exported.TextOrNothing:
                json.WriteStringValue((string?)value);
                break;
            case Exported.Number:
                json.WriteNumberValue(Number(value));
                break;
            case Exported.NumberOrNothing when value is null:
                json.WriteNullValue();
                break;
            case Exported.NumberOrNothing:
                json.WriteNumberValue(Number(value));
                break;
            case Exported.Real:
                json.WriteNumberValue((double)value!);
                break;
            case Exported.Truth:
                json.WriteBooleanValue(Convert.ToBoolean(value, CultureInfo.InvariantCulture));
                break;
            case Exported.Hex:
                json.WriteStringValue(Convert.ToHexStringLower((byte[])value!));
                break;
            case Exported.Time:
                json.WriteStringValue(ExportFile.Time(DateTimeOffset.FromUnixTimeMilliseconds(Number(value))));
                break;
            case Exported.TimeOrNothing:
                json.WriteStringValue(value is null ? null : ExportFile.Time(DateTimeOffset.FromUnixTimeMilliseconds(Number(value))));
                break;
            case Exported.IdOrNothing:
                json.WriteStringValue(Id(value));
                break;
            case Exported.Json:
                json.WriteRawValue((string)value!);
                break;
            case Exported.JsonBytes:
                json.WriteRawValue((byte[])value!);
                break;
        }
    }

    private static object? Read(JsonElement json, string member, Exported form) => form switch
    {
        Exported.Text => json.Text(member),
        Exported.TextOrNothing => json.TryGetProperty(member, out var text) ? text.GetString() : null, // an earlier version did not know it
        Exported.Number => json.Of(member).GetInt64(),
        Exported.NumberOrNothing => json.Of(member) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null,
        Exported.Real => json.Of(member).GetDouble(),
        Exported.Truth => json.Of(member).GetBoolean(),
        Exported.Hex => Convert.FromHexString(json.Text(member)),
        Exported.Time => json.Time(member).ToUnixTimeMilliseconds(),
        Exported.TimeOrNothing => json.TryGetProperty(member, out var time) && time.ValueKind != JsonValueKind.Null ? json.Time(member).ToUnixTimeMilliseconds() : null,
        Exported.IdOrNothing => json.Of(member) is { ValueKind: JsonValueKind.String } id ? new DraftId(id.GetGuid()) : null,
        Exported.Json => json.Of(member).GetRawText(),
        Exported.JsonBytes => json.Raw(member),
    };

    /// <summary>An id, as either database has it.</summary>
    public static string? Id(object? value) => (value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid?)value)?.ToString();

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static string Member(string column) => string.Concat(column.Split('_').Select((word, i) => i == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}
