using System.Data.Common;

namespace RmsOrleans.Storage.Databases;

/// <summary>Some rows; <paramref name="More"/> says that there are others behind them.</summary>
internal sealed record BoundedRows<T>(List<T> Rows, bool More);

/// <summary>Rows that bear contents, which clients decide the size of: a page ends by its number of rows or by their bytes.</summary>
internal static class BoundedReading
{
    /// <summary>As much as one body may have. At least one row is read, however large it is.</summary>
    private const long MostBytes = 4 << 20;

    /// <param name="sql">In order, and for one row more than <paramref name="limit"/>.</param>
    public static async Task<BoundedRows<T>> ReadBounded<T>(
        this DbConnection connection, string sql, object parameters, int limit, Func<T, int> size, CancellationToken cancellation)
    {
        var rows = new List<T>();
        var bytes = 0L;
        await foreach (var row in connection.QueryUnbufferedAsync<T>(sql, parameters).WithCancellation(cancellation))
        {
            if (rows.Count == limit || bytes >= MostBytes)
                return new(rows, More: true);
            bytes += size(row);
            rows.Add(row);
        }
        return new(rows, More: false);
    }
}
