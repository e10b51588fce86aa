namespace RmsOrleans.Grains.Content;

internal static class ImmutableArrays
{
    /// <summary>A list that was left out is an empty list; <c>default</c> would throw when it is written as JSON.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
