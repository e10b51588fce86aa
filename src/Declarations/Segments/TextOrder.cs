namespace RmsOrleans.Declarations.Segments;

/// <summary>The ordinal order of many texts. Texts of one column often begin alike, so that comparing two of them is dear: here four signs of each are looked at together.</summary>
internal static class TextOrder
{
    private const int SignsOfKey = sizeof(ulong) / sizeof(char);

    /// <summary>Texts that are alike so far are compared as they are: each key more would need the stack.</summary>
    private const int Deep = 256;

    /// <summary>Of each place in the order, which text it is.</summary>
    public static int[] Of(List<string> texts)
    {
        var order = new int[texts.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Sort(texts, order, new ulong[order.Length], 0);
        return order;
    }

    /// <summary>Sorts texts that are alike up to a sign.</summary>
    private static void Sort(List<string> texts, Span<int> order, Span<ulong> keys, int from)
    {
        var hasMore = false;
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = KeyOf(texts[order[i]], from);
            hasMore |= texts[order[i]].Length > from + SignsOfKey;
        }
        keys.Sort(order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                SortAlike(texts, order[start..end], keys[start..end], from, hasMore);
            start = end;
        }
    }

    private static void SortAlike(List<string> texts, Span<int> order, Span<ulong> keys, int from, bool hasMore)
    {
        if (hasMore && from >= Deep)
        {
            order.Sort(new Ordinal(texts));
            return;
        }
        if (hasMore)
        {
            Sort(texts, order, keys, from + SignsOfKey);
            return;
        }
        // All have ended, so one that is longer has more signs with the number 0.
        for (var i = 0; i < order.Length; i++)
            keys[i] = (ulong)texts[order[i]].Length;
        keys.Sort(order);
    }

    /// <summary>Where a text has ended, there is the sign with the number 0.</summary>
    private static ulong KeyOf(string text, int from)
    {
        var key = 0UL;
        for (var i = from; i < from + SignsOfKey; i++)
            key = (key << 16) | (i < text.Length ? text[i] : '\0');
        return key;
    }

    private sealed class Ordinal(List<string> texts) : IComparer<int>
    {
        public int Compare(int one, int other) => string.CompareOrdinal(texts[one], texts[other]);
    }
}
