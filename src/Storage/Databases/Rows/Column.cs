using System.Globalization;
using System.Reflection;
using Npgsql;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Databases.Rows;

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

    public static Column<TRow> Number(string name, Func<TRow, long?> read) => new Typed<long?>(name, read, Bindings.MaybeNumber);

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
        var type when type == typeof(DraftId) => Of(property, name, (DraftId id) => id.Value, Bindings.Id),
        var type when type == typeof(ProfileId) => Of(property, name, (ProfileId id) => id.Value, Bindings.Id),
        var type when type == typeof(AuthorityCode) => Of(property, name, (AuthorityCode code) => code.Value, Bindings.Text),
        var type when type == typeof(SequenceKey) => Of(property, name, (SequenceKey key) => key.Value, Bindings.Text),
        var type when type == typeof(RegistrationNumber) => Of(property, name, (RegistrationNumber number) => number.ToString(), Bindings.Text),
        var type when type == typeof(DateOnly) => Of(property, name, (DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture), Bindings.Text),
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
    }
}
