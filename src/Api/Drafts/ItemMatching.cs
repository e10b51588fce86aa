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
            var free = Free(before, taken, key);
            for (var i = 0; i < after.Length && free.Count > 0; i++)
            {
                if (partners[i] is null && key(after[i]) is { } wanted && free.TryGetValue(wanted, out var places) && places.TryDequeue(out var partner))
                    (partners[i], taken[partner]) = (partner, true);
            }
        }
        return partners;
    }

    /// <summary>The places that no item has taken, by key, in order.</summary>
    private static Dictionary<string, Queue<int>> Free(JsonElement[] before, bool[] taken, Func<JsonElement, string?> key)
    {
        var free = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var i = 0; i < before.Length; i++)
        {
            if (taken[i] || key(before[i]) is not { } known)
                continue;
            if (!free.TryGetValue(known, out var places))
                free.Add(known, places = new Queue<int>(1));
            places.Enqueue(i);
        }
        return free;
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
