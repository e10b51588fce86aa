namespace RmsOrleans.Storage.Databases.Rows;

/// <summary>One row at a time, with a parameter of the name of each column: the same text for both databases.</summary>
internal static class NamedRows
{
    public static string Insert<T>(RowMapping<T> rows) where T : class => $"{rows.Into} values ({string.Join(", ", Names(rows).Select(name => $"@{name}"))})";

    /// <summary>A condition has to follow.</summary>
    public static string Update<T>(RowMapping<T> rows) where T : class =>
        $"update {rows.Table} set {string.Join(", ", Names(rows).Except(rows.Fixed).Select(name => $"{name} = @{name}"))}";

    /// <summary>Over the row that has the same columns that never change, where there is one.</summary>
    public static string Put<T>(RowMapping<T> rows) where T : class =>
        $"{Insert(rows)} on conflict ({string.Join(", ", rows.Fixed)}) do update set {string.Join(", ", Names(rows).Except(rows.Fixed).Select(name => $"{name} = excluded.{name}"))}";

    public static DynamicParameters Parameters<T>(RowMapping<T> rows, T row) where T : class
    {
        var parameters = new DynamicParameters();
        foreach (var (column, value) in rows.Values(row))
            parameters.Add(column, value);
        return parameters;
    }

    private static string[] Names<T>(RowMapping<T> rows) where T : class => rows.Columns.Split(", ");
}
