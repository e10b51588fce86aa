namespace RmsOrleans.Samples.Risks;

/// <summary>Invented tax ids: no tax office issues numbers that begin with 7800.</summary>
internal static class TaxIds
{
    public static string One(Dice dice) => $"7800{dice.Between(100_000, 999_999)}";

    public static string[] Some(Dice dice, int count) => [.. Enumerable.Range(0, count).Select(_ => One(dice)).Distinct().Order(StringComparer.Ordinal)];
}
