using System.Reflection;
using System.Text.Json;
using Npgsql;
using RmsOrleans.Grains.Kernel.Terms;
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

    public string Table => table;

    /// <summary>What a row keeps from its first writing on.</summary>
    public IEnumerable<string> Fixed => fixedColumns;

    /// <summary>How many parameters a row takes, or in PostgreSQL, as arrays, many rows.</summary>
    public int Count => columns.Length;

    /// <summary>As in the list of an insert.</summary>
    public string Columns => field ??= string.Join(", ", columns.Select(column => column.Name));

    public string Into => field ??= $"insert into {table} ({Columns})";

    /// <summary>PostgreSQL: writes new rows.</summary>
    public string InsertMany => field ??= $"{Into} select * from {Rows()}";

    /// <summary>PostgreSQL: writes known rows <c>t</c> as <c>n</c> has them.</summary>
    public string UpdateMany => field ??= $"update {table} t set {string.Join(", ", Changing.Select(name => $"{name} = n.{name}"))}";

    /// <summary>PostgreSQL: takes away the rows that have all of this.</summary>
    public string DeleteMany => field ??= $"delete from {table} t using {Rows()} where {string.Join(" and ", columns.Select(column => $"t.{column.Name} = n.{column.Name}"))}";

    /// <summary>SQLite: writes a new row. One that fails is taken back with its work; to do it with the statement, SQLite would copy each page that a trigger makes it write to.</summary>
    public string InsertOne => field ??= $"insert or fail into {table} ({Columns}) values ({string.Join(", ", Enumerable.Range(1, Count).Select(index => $"?{index}"))})";

    /// <summary>SQLite: takes away the row that has all of this.</summary>
    public string DeleteOne => field ??= $"delete from {table} where {string.Join(" and ", columns.Select((column, i) => $"{column.Name} = ?{i + 1}"))}";

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
    public string Fields => field ??= FieldsBut();

    /// <summary>The same without these properties, which then have no value.</summary>
    public string FieldsBut(params string[] properties) =>
        string.Join(", ", columns.Where(column => column.Fills is not null && !properties.Contains(column.Fills)).Select(column => $"{alias}.{column.Name} as {column.Fills}"));

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

    private static ImmutableArray<Column<TRow>> ColumnsOf(Dictionary<string, Column<TRow>[]> inPlaceOf) =>
    [
        .. typeof(TRow).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanWrite)
            .SelectMany(property => inPlaceOf.GetValueOrDefault(property.Name) ?? [Column<TRow>.Of(property, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))]),
    ];
}

/// <summary>What a row has in one column, in the form that both databases take.</summary>
internal abstract class Column<TRow>(string name)
{
    public string Name => name;

    /// <summary>The property that a query fills from it; null where it is only written.</summary>
    public string? Fills { get; init; }

    public abstract object? Value(TRow row);

    public abstract NpgsqlParameter Array(IReadOnlyList<TRow> rows);

    public abstract void Bind(Statement statement, int index, TRow row);

    public static Column<TRow> Text(string name, Func<TRow, string?> read, string? fills = null) => new Typed<string?>(name, read, Bindings.Text) { Fills = fills };

    public static Column<TRow> Number(string name, Func<TRow, long?> read, string? fills = null) => new Typed<long?>(name, read, Bindings.MaybeNumber) { Fills = fills };

    /// <summary>The column of a property, by its type.</summary>
    public static Column<TRow> Of(PropertyInfo property, string name) => property.PropertyType switch
    {
        { IsEnum: true } type => (Column<TRow>)typeof(Column<TRow>).GetMethod(nameof(OfEnum), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(null, [property, name])!,
        var type when type == typeof(string) => Of(property, name, (string? text) => text, Bindings.Text),
        var type when type == typeof(int) => Of(property, name, (int number) => number, Bindings.WholeNumber),
        var type when type == typeof(long) => Of(property, name, (long number) => number, Bindings.Number),
        var type when type == typeof(bool) => Of(property, name, (bool truth) => truth, Bindings.Truth),
        var type when type == typeof(byte[]) => Of(property, name, (byte[] bytes) => bytes, Bindings.Bytes),
        var type when type == typeof(Guid) => Of(property, name, (Guid id) => id, Bindings.Id),
        var type when type == typeof(Guid?) => Of(property, name, (Guid? id) => id, Bindings.MaybeId),
        var type when type == typeof(DraftId) => Of(property, name, (DraftId id) => id.Value, Bindings.Id),
        var type when type == typeof(ProfileId) => Of(property, name, (ProfileId id) => id.Value, Bindings.Id),
        var type when type == typeof(AuthorityCode) => Of(property, name, (AuthorityCode code) => code.Value, Bindings.Text),
        var type when type == typeof(AuthorityCode?) => Of(property, name, (AuthorityCode? code) => code?.Value, Bindings.Text),
        var type when type == typeof(SequenceKey) => Of(property, name, (SequenceKey key) => key.Value, Bindings.Text),
        var type when type == typeof(RegistrationNumber) => Of(property, name, (RegistrationNumber number) => number.ToString(), Bindings.Text),
        var type when type == typeof(DateOnly) => Of(property, name, (DateOnly day) => DayText.Of(day), Bindings.Text),
        var type when type == typeof(DateTimeOffset) => Of(property, name, (DateTimeOffset time) => time.ToUnixTimeMilliseconds(), Bindings.Number),
        var type when type == typeof(DateTimeOffset?) => Of(property, name, (DateTimeOffset? time) => time?.ToUnixTimeMilliseconds(), Bindings.MaybeNumber),
        var type => throw new InvalidOperationException($"A property of type {type.Name} needs columns in its place: {typeof(TRow).Name}.{property.Name}."),
    };

    private static Column<TRow> OfEnum<TEnum>(PropertyInfo property, string name) where TEnum : struct, Enum =>
        Of(property, name, (TEnum value) => value.ToString(), Bindings.Text);

    private static Column<TRow> Of<TProperty, TValue>(PropertyInfo property, string name, Func<TProperty, TValue> stored, Action<Statement, int, TValue> bind)
    {
        var read = property.GetMethod!.CreateDelegate<Func<TRow, TProperty>>();
        return new Typed<TValue>(name, row => stored(read(row)), bind) { Fills = property.Name };
    }

    private sealed class Typed<TValue>(string name, Func<TRow, TValue> read, Action<Statement, int, TValue> bind) : Column<TRow>(name)
    {
        public override object? Value(TRow row) => read(row);

        public override NpgsqlParameter Array(IReadOnlyList<TRow> rows)
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = read(rows[i]);
            return new NpgsqlParameter<TValue[]> { TypedValue = values };
        }

        public override void Bind(Statement statement, int index, TRow row) => bind(statement, index, read(row));
    }

    /// <summary>How SQLite takes a value.</summary>
    private static class Bindings
    {
        public static void Text(Statement statement, int index, string? value) => statement.Bind(index, value);

        public static void WholeNumber(Statement statement, int index, int value) => statement.Bind(index, value);

        public static void Number(Statement statement, int index, long value) => statement.Bind(index, value);

        public static void MaybeNumber(Statement statement, int index, long? value) => statement.Bind(index, value);

        public static void Truth(Statement statement, int index, bool value) => statement.Bind(index, value ? 1 : 0);

        public static void Bytes(Statement statement, int index, byte[] value) => statement.Bind(index, value);

        public static void Id(Statement statement, int index, Guid value) => statement.Bind(index, value);

        public static void MaybeId(Statement statement, int index, Guid? value)
        {
            if (value is { } id)
                statement.Bind(index, id);
            else
                statement.Bind(index, (string?)null);
        }
    }
}
