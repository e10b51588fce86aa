namespace RmsOrleans.Declarations.Scanning;

/// <summary>What control found of the items that have the same values. Tables of different segments add up.</summary>
/// <param name="Rows">By the values of the fields that were asked for, in their order; <see cref="Missing"/> where one is missing.</param>
public sealed record OutcomeTable(ImmutableDictionary<string, OutcomeCount> Rows)
{
    /// <summary>In the place of a value that is missing.</summary>
    public const string Missing = "";

    /// <summary>Between values; none has it.</summary>
    private const char Between = '\0';

    public static readonly OutcomeTable Empty = new(ImmutableDictionary.Create<string, OutcomeCount>(StringComparer.Ordinal));

    public static string KeyOf(params IEnumerable<string> values) => string.Join(Between, values);

    public static ImmutableArray<string> ValuesOf(string key) => [.. key.Split(Between)];

    public static OutcomeTable operator +(OutcomeTable left, OutcomeTable right)
    {
        var (more, less) = left.Rows.Count >= right.Rows.Count ? (left.Rows, right.Rows) : (right.Rows, left.Rows);
        var sum = more.ToBuilder();
        foreach (var (key, count) in less)
            sum[key] = sum.GetValueOrDefault(key) + count;
        return new(sum.ToImmutable());
    }
}

/// <param name="Controlled">Items.</param>
/// <param name="WithFinding">Of those: with something found.</param>
public readonly record struct OutcomeCount(long Controlled, long WithFinding)
{
    public static OutcomeCount operator +(OutcomeCount left, OutcomeCount right) => new(left.Controlled + right.Controlled, left.WithFinding + right.WithFinding);
}
