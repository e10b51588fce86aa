using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmsOrleans.Samples;

/// <summary>
/// Declarations of some years, one JSON object a line, with several items and what control found of some. Findings are planted: what of them a condition must find is known, and
/// counted while they are written.
/// </summary>
public static class DeclarationSet
{
    private const int Days = 730;

    private static readonly DateOnly first = new(2025, 1, 1);

    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] offices = [.. Office.All.Where(office => !office.Code.EndsWith("00000", StringComparison.Ordinal)).Select(office => office.Code), "10216020", "10702030"];

    /// <summary>Of the traders one in forty understates.</summary>
    private static string Trader(int number) => $"78{number:00000000}";

    private static bool Understates(int trader) => trader % 40 == 7;

    /// <summary>Writes so many declarations; the same seed gives the same bytes.</summary>
    public static PlantedAnswers Write(Stream file, int count, ulong seed)
    {
        var dice = new Dice(seed);
        var answers = new PlantedAnswers();
        using var json = new Utf8JsonWriter(file, options);
        for (var serial = 1; serial <= count; serial++)
        {
            json.Reset();
            Write(json, dice, serial, answers);
            json.Flush();
            file.WriteByte((byte)'\n');
        }
        return answers;
    }

    private static void Write(Utf8JsonWriter json, Dice dice, int serial, PlantedAnswers answers)
    {
        var (office, day, trader) = (dice.Pick(offices), first.AddDays(dice.Between(0, Days - 1)), dice.Between(1, 4_000));
        var dispatch = dice.Pick(new[] { "CN", "TR", "DE", "IT", "KZ" });
        json.WriteStartObject();
        json.WriteString("number", $"{office}/{day:ddMMyy}/{serial % 10_000_000:0000000}");
        json.WriteString("declarationKind", "IM");
        json.WriteString("consigneeTaxId", Trader(trader));
        json.WriteString("declarantTaxId", Trader(trader % 200));
        json.WriteString("consignorName", $"Export {trader % 900} Ltd");
        json.WriteString("dispatchCountry", dispatch);
        json.WriteString("currency", dice.OneIn(4) ? "EUR" : "USD");
        json.WriteString("containerised", dice.OneIn(2) ? "yes" : "no");
        if (dice.OneIn(5))
            json.WriteString("controlAuthority", dice.Pick(offices));
        json.WriteStartArray("vehicles");
        for (var vehicle = dice.Between(0, 2); vehicle > 0; vehicle--)
        {
            json.WriteStartObject();
            json.WriteString("vehicleNumber", $"А{dice.Between(100, 999)}ВС{dice.Between(10, 99)}");
            json.WriteString("vehicleCountry", "RU");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("items");
        var (isUnderstated, isFound) = (false, false);
        for (var (item, items) = (1, dice.OneIn(3) ? dice.Between(2, 12) : 1); item <= items; item++)
            Item(json, dice, item, dispatch, Understates(trader) && !dice.OneIn(4), answers, ref isUnderstated, ref isFound);
        json.WriteEndArray();
        json.WriteEndObject();
        answers.Declarations++;
        answers.DeclarationsUnderstated += isUnderstated ? 1 : 0;
        answers.DeclarationsWithFinding += isFound ? 1 : 0;
    }

    /// <summary>What is understated costs a third of the usual price, all else seven tenths at the least: a bound of a half parts them.</summary>
    private static void Item(Utf8JsonWriter json, Dice dice, int item, string dispatch, bool isLow, PlantedAnswers answers, ref bool isUnderstated, ref bool isFound)
    {
        var goods = dice.Pick(Goods.All);
        var kilograms = dice.Between(1, 20_000);
        var cents = Math.Max(1, goods.Cents * (isLow ? 33 : dice.Between(70, 130)) / 100);
        var origin = dice.OneIn(3) ? dice.Pick(goods.Origins) : dispatch;
        isLow &= goods.Code == PlantedAnswers.Commodity;
        json.WriteStartObject();
        json.WriteNumber("item", item);
        json.WriteString("commodityCode", $"{goods.Code}{dice.Between(0, 9999):0000}");
        json.WriteString("goodsDescription", goods.Name);
        json.WriteString("procedure", "40");
        json.WriteString("originCountry", origin);
        json.WriteNumber("netWeightKg", kilograms);
        json.WriteNumber("grossWeightKg", kilograms + (kilograms / 20));
        json.WriteNumber("statisticalValueUsd", (decimal)kilograms * cents / 100);
        json.WriteNumber("customsValue", (decimal)kilograms * cents);
        json.WriteStartArray("documents");
        json.WriteStartObject();
        json.WriteString("documentKind", "04021");
        json.WriteString("documentNumber", $"INV-{dice.Between(1, 99_999)}");
        json.WriteEndObject();
        json.WriteEndArray();
        var isTiles = goods.Code == PlantedAnswers.Commodity;
        if (isTiles ? dice.OneIn(2) : dice.OneIn(20))
        {
            var hasFinding = isTiles && isLow ? !dice.OneIn(5) : dice.OneIn(25);
            json.WriteStartObject("outcome");
            json.WriteBoolean("controlled", true);
            json.WriteBoolean("finding", hasFinding);
            json.WriteNumber("hours", dice.Between(1, 8));
            if (hasFinding)
                json.WriteNumber("payments", (decimal)kilograms * cents);
            json.WriteEndObject();
            answers.Controlled++;
            answers.Findings += hasFinding ? 1 : 0;
            answers.ControlledUnderstated += isLow ? 1 : 0;
            answers.FindingsUnderstated += isLow && hasFinding ? 1 : 0;
            isFound |= hasFinding;
        }
        json.WriteEndObject();
        answers.Items++;
        answers.ItemsUnderstated += isLow ? 1 : 0;
        isUnderstated |= isLow;
    }
}

/// <summary>What was planted. The condition is: commodity code starts with <see cref="Commodity"/>, price for each kilogram below <see cref="Bound"/>.</summary>
public sealed class PlantedAnswers
{
    public const string Commodity = "690721";

    public const string Bound = "0.31";

    public int Declarations { get; set; }

    public int Items { get; set; }

    public int Controlled { get; set; }

    public int Findings { get; set; }

    public int DeclarationsWithFinding { get; set; }

    /// <summary>Of the condition.</summary>
    public int DeclarationsUnderstated { get; set; }

    public int ItemsUnderstated { get; set; }

    public int ControlledUnderstated { get; set; }

    public int FindingsUnderstated { get; set; }

    public override string ToString() =>
        $"{Declarations} declarations with {Items} items, {Controlled} controlled, {Findings} with a finding in {DeclarationsWithFinding} declarations. "
        + $"Commodity code starts with {Commodity}, price for each kilogram below {Bound}: {DeclarationsUnderstated} declarations, {ItemsUnderstated} items, {ControlledUnderstated} controlled, {FindingsUnderstated} with a finding.";
}
