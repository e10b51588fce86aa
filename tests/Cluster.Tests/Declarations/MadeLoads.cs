using System.Globalization;
using System.Text;

namespace RmsOrleans.Cluster.Tests.Declarations;

/// <summary>Files of declarations by their turn: no line comes twice in them, and what becomes of each line is known.</summary>
internal static class MadeLoads
{
    /// <summary>Records of a file: several times what is written in one transaction.</summary>
    public const int Lines = 5_000;

    private const int FaultEvery = 500;
    private const int SecondVersionEvery = 10;
    private const int OutcomeEvery = 11;
    private const int Months = 6;

    /// <summary>Lines that are declarations.</summary>
    public const int Good = Lines - (Lines / FaultEvery);

    /// <summary>The name by which the load is found again.</summary>
    public static string Source(int turn) => $"made-{turn}.ndjson";

    public static byte[] File(int turn)
    {
        var text = new StringBuilder();
        for (var place = 1; place <= Lines; place++)
            text.AppendLine(Line(turn, place));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Line(int turn, int place)
    {
        if (place % FaultEvery == 0)
            return $$"""{"number":"{{Number(turn, place)}}"}""";
        // Some are the next version of a declaration of the file before.
        var isSecond = turn > 0 && place % SecondVersionEvery == 1;
        return Declaration(isSecond ? turn - 1 : turn, isSecond ? place + 1 : place, isSecond ? 2 : 1, place % OutcomeEvery == 0);
    }

    private static string Declaration(int turn, int place, int version, bool hasOutcome) =>
        $$"""
        {"number":"{{Number(turn, place)}}","version":{{version}},"traderTaxId":"78{{place % 500:d8}}","controlAuthority":"1021601{{place % 4}}","items":[{"item":1,"commodityCode":"69072100{{place % 50:d2}}","goodsDescription":"Ceramic tiles {{turn}}-{{place}}","procedure":"40","netWeightKg":1000,"statisticalValueUsd":{{(version * 100) + (place % 900)}}{{(hasOutcome ? ",\"outcome\":{\"finding\":true,\"payments\":100}" : "")}}}]}
        """;

    private static string Number(int turn, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"10216110/{1 + (place % 28):d2}{1 + (place % Months):d2}26/{(turn * Lines) + place:d7}");
}
