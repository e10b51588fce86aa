using System.Globalization;
using System.Text;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Tests;

/// <summary>Declarations of the tiles in <see cref="Ceramics"/>: below the threshold of the profile, or well above it.</summary>
internal static class TileDeclarations
{
    public static string Number(int serial, string authority = "10216110") => $"{authority}/301126/{serial.ToString("D7", CultureInfo.InvariantCulture)}";

    /// <summary>A line of JSON.</summary>
    public static string Json(int serial, bool hits = true, int version = 1, string authority = "10216110", string? control = null, int items = 1, string more = "") =>
        $$"""{"number":"{{Number(serial, authority)}}","version":{{version}},"traderTaxId":"7812345678"{{(control is null ? "" : $",\"controlAuthority\":\"{control}\"")}}{{more}},"items":[{{string.Join(',', Enumerable.Range(1, items).Select(item => Item(item, hits)))}}]}""";

    public static Declaration Of(int serial, bool hits = true, int version = 1, string authority = "10216110", string? control = null, int items = 1) =>
        DeclarationJson.ReadCanonical(Encoding.UTF8.GetBytes(Json(serial, hits, version, authority, control, items)));

    private static string Item(int number, bool hits) =>
        $$"""{"item":{{number}},"commodityCode":"6907210000","goodsDescription":"Ceramic tiles","procedure":"40","netWeightKg":1000,"statisticalValueUsd":{{(hits ? 400 : 900)}}}""";
}
