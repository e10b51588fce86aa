namespace RmsOrleans.Grains.Content;

/// <summary>Lists of texts. A list that is too long is one fault, whatever its items are like.</summary>
internal static class TextLists
{
    /// <summary>The most items of a list that are no more than a code or a number each.</summary>
    public const int Most = 10_000;

    public static void Check(ValidationErrors errors, JsonPointer at, string list, ImmutableArray<string> items, int most = Most)
    {
        if (IsTooLong(errors, at.Of(list), items.Length, most))
            return;
        for (var i = 0; i < items.Length; i++)
            errors.Text(at.Of(list, i), items[i]);
    }

    public static bool IsTooLong(ValidationErrors errors, JsonPointer at, int length, int most)
    {
        if (length > most)
            errors.Add(at, $"The list has {length} items; the most is {most}.");
        return length > most;
    }
}
