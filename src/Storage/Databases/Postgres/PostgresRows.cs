using Npgsql;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Databases.Postgres;

/// <summary>Statements of a batch, and arrays as their parameters.</summary>
internal static class PostgresRows
{
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>A statement that takes the rows and nothing else; none, where there are no rows.</summary>
    public static void Add<TRow>(this NpgsqlBatch batch, string sql, RowMapping<TRow> mapping, IReadOnlyList<TRow> rows) where TRow : class
    {
        if (rows.Count > 0)
            mapping.AddTo(batch.Add(sql).Parameters, rows);
    }

    public static void AddColumn<TRow, TValue>(this NpgsqlParameterCollection parameters, IReadOnlyCollection<TRow> rows, Func<TRow, TValue> value) =>
        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(value)] });
}
