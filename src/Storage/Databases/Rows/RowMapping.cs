using System.Reflection;
using System.Text.Json;
using Npgsql;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Databases.Rows;

/// <summary>
/// A record and the columns of its table, the same for both databases: each property is the column of its name in lower case with underscores,
/// unless other columns are given in its place. So a column costs its property and the schema, and every statement knows it.
/// </summary>
/// <param name="fixedColumns">What a row keeps from its first writing on; the first of them is its key.</param>
/// <param name="inPlaceOf">By the name of a property what stands for it; nothing, where it is not in the row.</param>
/// <param name="alias">Of the table in <see cref="Query"/>.</param>
internal sealed class RowMapping<TRow>(string table, string alias, string[] fixedColumns, params IEnumerable<(string Property, Column<TRow>[] Columns)> inPlaceOf)
    where TRow : class
{
    private readonly ImmutableArray<Column<TRow>> columns = ColumnsOf(inPlaceOf.ToDictionary(each => each.Property, each => each.Columns));

    /// <summary>How many parameters a row takes, or in PostgreSQL, as arrays, many rows.</summary>
    public int Count => columns.Length;

    /// <summary>As in the list of an insert.</summary>
    public string Columns => field ??= string.Join(", ", columns.Select(column => column.Name));

    public string Into => field ??= $"insert into {table} ({Columns})";

    /// <summary>PostgreSQL: writes new rows.</summary>
    public string InsertMany => field ??= $"{Into} select * from {Rows()}";

    /// <summary>PostgreSQL: writes known rows <c>t</c> as <c>n</c> has them.</summary>
    public string UpdateMany => field ??= $"update {table} t set {string.Join(", ", Changing.Select(name => $"{name} = n.{name}"))}";

    /// <summary>SQLite: writes a new row.</summary>
    public string InsertOne => $"{Into} values ({string.Join(", ", Enumerable.Range(1, Count).Select(index => $"?{index}"))})";

    /// <summary>SQLite: writes a known row.</summary>
    public string UpdateOne =>
        $"update {table} set {string.Join(", ", Changing.Select(name => $"{name} = ?{IndexOf(name)}"))} where {fixedColumns[0]} = ?{IndexOf(fixedColumns[0])}";

    private IEnumerable<string> Changing => columns.Select(column => column.Name).Except(fixedColumns);

    /// <summary>PostgreSQL: the rows of the arrays from parameter <paramref name="first"/> on, under the names of their columns.</summary>
    /// <param name="beside">Another column, and the parameter that has it.</param>
    public string Rows(string alias = "n", int first = 1, (string Name, int Parameter)? beside = null)
    {
        var parameters = Enumerable.Range(first, Count).Select(index => $"${index}");
        return beside is var (name, parameter)
            ? $"unnest({string.Join(", ", parameters)}, ${parameter}) as {alias} ({Columns}, {name})"
            : $"unnest({string.Join(", ", parameters)}) as {alias} ({Columns})";
    }

    /// <summary>PostgreSQL: the array of one column.</summary>
    public string Array(string column, int first = 1) => $"${first - 1 + IndexOf(column)}";

    /// <summary>What a query takes of a row to fill the record.</summary>
    public string Fields => field ??= string.Join(", ", columns.Where(column => column.Fills is not null).Select(column => $"{alias}.{column.Name} as {column.Fills}"));

    /// <summary>Fills records from rows; a condition may follow.</summary>
    public string Query => field ??= $"select {Fields} from {table} {alias}";

    public void AddTo(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
    {
        foreach (var column in columns)
            parameters.Add(column.Array(rows));
    }

    /// <summary>Binds each column to the parameter of its place.</summary>
    public Statement Bind(Statement statement, TRow row)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].Bind(statement, i + 1, row);
        return statement;
    }

    /// <summary>Ids as they are, times as milliseconds, enums by name.</summary>
    public IEnumerable<(string Column, object? Value)> Values(TRow row) => columns.Select(column => (column.Name, column.Value(row)));

    private int IndexOf(string column) => 1 + columns.Select(each => each.Name).ToList().IndexOf(column);

    private static ImmutableArray<Column<TRow>> ColumnsOf(Dictionary<string, Column<TRow>[]> inPlaceOf)
    {
        SqlMapper.SetTypeMap(typeof(TRow), new RecordMap(typeof(TRow)));
        return
        [
            .. typeof(TRow).GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.CanWrite)
                .SelectMany(property => inPlaceOf.GetValueOrDefault(property.Name) ?? [Column<TRow>.Of(property, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))]),
        ];
    }
}
