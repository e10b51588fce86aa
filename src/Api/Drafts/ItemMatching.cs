namespace RmsOrleans.Api.Drafts;

/// <summary>
/// Which item of a list became which. Equal items belong together first; then an indicator goes with the one that says most nearly the
/// same of the same field, and a measure with the one of the same code. Whatever is left has come or gone.
/// </summary>
internal static class ItemMatching
{
    private static readonly Func<JsonElement, string?>[] byItself = [item => item.GetRawText()];

    private static readonly Func<JsonElement, string?>[] ofIndicators =
    [
        .. byItself,
        indicator => Formal(indicator, "group", "field", "operator", "exclusion"),
        indicator => Formal(indicator, "group", "field"),
        indicator => indicator.TryGetProperty("field", out _) ? null : Key(indicator, "group"),
    ];

    private static readonly Func<JsonElement, string?>[] ofMeasures =
    [
        .. byItself,
        measure => Key(measure, "code", "inspectionType", "description"),
        measure => Key(measure, "code", "inspectionType"),
        measure => Key(measure, "code"),
    ];

    /// <summary>For each item after, its place before; null if it is new.</summary>
    public static int?[] Partners(string list, JsonElement[] before, JsonElement[] after)
    {
        var partners = new int?[after.Length];
        var taken = new bool[before.Length];
        foreach (var key in KeysOf(list))
        {
            var free = Enumerable.Range(0, before.Length).Where(i => !taken[i]).ToLookup(i => key(before[i]));
            for (var i = 0; i < after.Length; i++)
            {
                if (partners[i] is not null || key(after[i]) is not { } wanted)
                    continue;
                foreach (var partner in free[wanted].Where(each => !taken[each]).Take(1))
                    (partners[i], taken[partner]) = (partner, true);
            }
        }
        return partners;
    }

    private static Func<JsonElement, string?>[] KeysOf(string list) => list switch
    {
        "indicators" => ofIndicators,
        "measures" => ofMeasures,
        _ => byItself,
    };

    private static string? Formal(JsonElement indicator, params ReadOnlySpan<string> members) =>
        indicator.TryGetProperty("field", out _) ? Key(indicator, members) : null;

    private static string Key(JsonElement item, params ReadOnlySpan<string> members)
    {
        var key = "";
        foreach (var member in members)
            key += item.TryGetProperty(member, out var value) ? $"{value.GetRawText()}\n" : "\n";
        return key;
    }
}
