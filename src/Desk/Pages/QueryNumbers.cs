using System.Globalization;

namespace RmsOrleans.Desk.Pages;

/// <summary>Numbers in addresses. What is none is not repeated on a page, or a link could make it say anything.</summary>
internal static class QueryNumbers
{
    public static long? Number(this DeskRequest desk, string name) =>
        long.TryParse(desk.Query(name)?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
