using System.Text;

namespace RmsOrleans.Storage.Databases;

/// <summary>The text of a query that grows by what a filter asks for.</summary>
internal static class Conditions
{
    /// <summary>Adds a condition with its parameter; nothing where the filter leaves it open.</summary>
    public static void And(this StringBuilder sql, DynamicParameters parameters, string condition, string name, object? value)
    {
        if (value is null)
            return;
        sql.Append(" and ").Append(condition);
        parameters.Add(name, value);
    }

    /// <summary>For what stands behind <c>in</c>: a parameter for each value. Dapper writes a list out for SQLite, but hands it to Npgsql as an array.</summary>
    public static string OneByOne<T>(this DynamicParameters parameters, string name, IReadOnlyList<T> values)
    {
        for (var i = 0; i < values.Count; i++)
            parameters.Add($"{name}{i}", values[i]);
        return string.Join(", ", values.Select((_, i) => $"@{name}{i}"));
    }

    /// <summary>For what stands behind <c>values</c>: a row for each value, with a parameter for each of its columns.</summary>
    /// <param name="before">What each row begins with, such as a parameter that is the same in all.</param>
    public static string Rows<T>(this DynamicParameters parameters, IReadOnlyList<T> values, Func<T, object[]> columns, string before = "") =>
        string.Join(", ", values.Select((value, i) => $"({before}{string.Join(", ", columns(value).Select((column, c) => parameters.AddAs($"r{i}c{c}", column)))})"));

    private static string AddAs(this DynamicParameters parameters, string name, object value)
    {
        parameters.Add(name, value);
        return $"@{name}";
    }
}
