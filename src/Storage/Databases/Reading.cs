using System.Data.Common;

namespace RmsOrleans.Storage.Databases;

/// <summary>
/// Rows of a query, filled by the names of its columns. Where one row is asked for, its only column must not be null if its type is one that
/// <see cref="SqlTypes"/> reads.
/// </summary>
internal static class Reading
{
    public static async Task<List<T>> List<T>(this IReadDatabase database, string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<T>(sql, parameters, cancellation);
    }

    /// <summary>Null, or nought, if there is no row.</summary>
    public static async Task<T?> One<T>(this IReadDatabase database, string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.One<T>(sql, parameters, cancellation);
    }

    public static async Task<List<T>> List<T>(this DbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();

    /// <summary>Null, or nought, if there is no row.</summary>
    public static Task<T?> One<T>(this DbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));

    public static Task<int> Execute(this DbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
}
