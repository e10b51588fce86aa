using System.Collections.Frozen;

namespace RmsOrleans.Grains.Content;

/// <summary>The two-letter country codes of ISO 3166-1, from <c>countries.csv</c>.</summary>
internal static class Countries
{
    private static readonly FrozenSet<string> codes = Csv.Shipped<string>("countries.csv", "code", Read).ToFrozenSet(StringComparer.Ordinal);

    public static int Count => codes.Count;

    public static bool Has(string code) => codes.Contains(code);

    private static string? Read(string[] row, IReadOnlyList<string> before, out string error)
    {
        error = row[0] is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? "a country has two letters" : before.Contains(row[0]) ? "the country is listed twice" : "";
        return error.Length == 0 ? row[0] : null;
    }
}
