using System.Globalization;

namespace RmsOrleans.Api.Http;

/// <summary>How long a page of a list is.</summary>
internal static class Pages
{
    private const int UsualLimit = 50;
    private const int HighestLimit = 200;

    public static int Limit(QueryParameters query) => query.Value<int>("limit", $"a number from 1 to {HighestLimit}", Read) ?? UsualLimit;

    private static bool Read(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= HighestLimit;
}
