namespace RmsOrleans.Samples;

/// <summary>Indicators of a risk area, as JSON has them.</summary>
internal static class Indicators
{
    public static object Formal(string group, string field, string @operator, params string[] values) =>
        new { group, field, @operator, values };

    public static object Excluding(string group, string field, string @operator, params string[] values) =>
        new { group, field, @operator, values, exclusion = true };

    /// <summary>Non-formal: an official reads it and decides.</summary>
    public static object Read(string group, string text) => new { group, text };

    public static object Commodity(string code) => Formal("Goods", "commodityCode", "startsWith", code);

    public static object Origin(params string[] countries) => Formal("GoodsCountry", "originCountry", "oneOf", countries);

    public static object NotOfTraders(string[] taxIds) => Excluding("Trader", "traderTaxId", "oneOf", taxIds);
}
