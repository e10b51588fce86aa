using System.Globalization;

namespace RmsOrleans.Storage.Verification;

/// <summary>A row as it lies in the database, column by column; SQLite has ids as 16 bytes and truth as a number.</summary>
internal sealed class StoredRow(IDictionary<string, object?> columns)
{
    /// <summary>What these hold is content or a person's name, and is not repeated.</summary>
    private static readonly HashSet<string> unspoken = ["title", "paperwork", "executor", "executor_name", "cancellation", "responsible", "responsible_name"];

    public Guid Id(string column) => columns[column] is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)columns[column]!;

    public long Number(string column) => Convert.ToInt64(columns[column], CultureInfo.InvariantCulture);

    public bool Is(string column, object? expected) => (columns[column], expected) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (var stored, string text) => stored is string said && said == text,
        (var stored, byte[] bytes) => stored is byte[] said && said.AsSpan().SequenceEqual(bytes),
        (not string and not byte[], bool truth) => Number(column) != 0 == truth,
        (byte[] { Length: 16 } or Guid, Guid id) => Id(column) == id,
        (not string and not byte[], int or long) => Number(column) == Convert.ToInt64(expected, CultureInfo.InvariantCulture),
        _ => false,
    };

    /// <summary>A sentence for each column that holds something else than expected.</summary>
    public IEnumerable<string> Differences(IEnumerable<(string Column, object? Value)> expected) =>
        from each in expected
        where !Is(each.Column, each.Value)
        select unspoken.Contains(each.Column)
            ? $"{each.Column} is not what the journal says"
            : $"{each.Column} is {Text(columns[each.Column])}, and by the journal {Text(each.Value)}";

    /// <summary>All that it holds, for a row that is itself the fault.</summary>
    public override string ToString() => string.Join(", ", columns.Select(column => $"{column.Key} {Text(column.Value)}"));

    private static string Text(object? value) => value switch
    {
        null => "nothing",
        byte[] { Length: 16 } id => new Guid(id, bigEndian: true).ToString(),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        bool truth => truth ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
