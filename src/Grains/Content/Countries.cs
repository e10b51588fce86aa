using System.Collections.Frozen;

namespace RmsOrleans.Grains.Content;

/// <summary>A country by its two letters of ISO 3166-1.</summary>
public sealed record Country(string Code, Phrase Name);

/// <summary>The countries of ISO 3166-1, from <c>countries.csv</c>; their names are those of the Unicode CLDR.</summary>
public static class Countries
{
    private static readonly FrozenDictionary<string, Country> byCode = Csv.Shipped<Country>("countries.csv", "code,name_en,name_ru", Read)
        .ToFrozenDictionary(country => country.Code, StringComparer.Ordinal);

    /// <summary>In the order of their codes.</summary>
    public static ImmutableArray<Country> All { get; } = [.. byCode.Values.OrderBy(country => country.Code, StringComparer.Ordinal)];

    internal static int Count => byCode.Count;

    internal static bool Has(string code) => byCode.ContainsKey(code);

    private static Country? Read(string[] row, IReadOnlyList<Country> before, out Phrase? error)
    {
        error = row[0] is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? new("a country has two letters", "код страны состоит из двух букв")
            : before.Any(country => country.Code == row[0]) ? new("the country is listed twice", "страна указана дважды")
            : VisibleText.IsBlank(row[1]) || VisibleText.IsBlank(row[2]) ? new("a country has a name in both languages", "у страны должны быть наименования на двух языках")
            : null;
        return error is null ? new(row[0], new(row[1], row[2])) : null;
    }
}
