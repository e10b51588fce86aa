using System.Data.Common;
using Npgsql;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Databases.Rows;

/// <summary>Many rows in a transaction, as each database takes them soonest: SQLite by one prepared statement for each, PostgreSQL by one statement for all.</summary>
internal static class RowWriting
{
    public static Task Insert<T>(this DbConnection connection, RowMapping<T> rows, IReadOnlyList<T> written) where T : class =>
        connection.Write(rows, rows.InsertOne, rows.InsertMany, written);

    /// <summary>But for those that are there already.</summary>
    public static Task InsertNew<T>(this DbConnection connection, RowMapping<T> rows, IReadOnlyList<T> written) where T : class =>
        connection.Write(rows, $"{rows.InsertOne} on conflict do nothing", $"{rows.InsertMany} on conflict do nothing", written);

    public static Task Delete<T>(this DbConnection connection, RowMapping<T> rows, IReadOnlyList<T> gone) where T : class =>
        connection.Write(rows, rows.DeleteOne, rows.DeleteMany, gone);

    /// <summary>Which of these are keys of a table.</summary>
    /// <param name="column">That has them.</param>
    public static async Task<HashSet<Guid>> Known(this DbConnection connection, string table, string column, IEnumerable<Guid> ids)
    {
        if (connection is not LentConnection sqlite)
            return [.. await connection.QueryAsync<Guid>($"select {column} from {table} where {column} = any(@ids)", new { ids = ids.ToArray() })];
        var one = sqlite.Statement($"select 1 from {table} where {column} = ?1");
        return [.. ids.Where(id => one.Bind(1, id).TryRead(_ => true, out _))];
    }

    private static async Task Write<T>(this DbConnection connection, RowMapping<T> rows, string one, string many, IReadOnlyList<T> written) where T : class
    {
        if (written.Count == 0)
            return;
        if (connection is LentConnection sqlite)
        {
            var statement = sqlite.Statement(one);
            foreach (var row in written)
                rows.Bind(statement, row).Run();
            return;
        }
        await using var command = new NpgsqlCommand(many, (NpgsqlConnection)connection);
        rows.AddTo(command.Parameters, written);
        await command.ExecuteNonQueryAsync();
    }
}
