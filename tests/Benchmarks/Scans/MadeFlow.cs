using System.Globalization;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>
/// A flow of imports by a seed: few goods, origins and traders make most of it, each item has a description, documents and payments, each consignment
/// a vehicle or two. Not true, but as various as a true one where it costs.
/// </summary>
internal sealed class MadeFlow(int seed)
{
    public const int Traders = 30_000;
    public const int Goods = 9_000;
    public const double ItemsOfDeclaration = 2.5;

    public static readonly string[] Countries =
        ["CN", "TR", "DE", "BY", "KZ", "IT", "KR", "JP", "US", "IN", "VN", "FR", "PL", "UZ", "AM", "RS", "TH", "ID", "MY", "EG", "BR", "AR", "GE", "AZ", "FI", "NL", "BE", "ES", "CZ", "AT"];

    /// <summary>Posts below their offices, and these below the centre.</summary>
    public static readonly AuthorityTree Authorities = new(1,
    [
        (AuthorityTree.Centre, null),
        .. Enumerable.Range(0, Posts / 10).Select(office => ($"{Post(office * 10)[..5]}000", (string?)AuthorityTree.Centre)),
        .. Enumerable.Range(0, Posts).Select(post => (Post(post), (string?)$"{Post(post)[..5]}000")),
    ]);

    private static readonly string[] goods = ["плитка", "насос", "кабель", "обувь", "ткань", "станок", "чай", "мебель", "игрушка", "шина", "краска", "фильтр", "лампа", "батарея", "сыр", "мясо", "рыба", "телефон"];
    private static readonly string[] kinds = ["керамическая", "бытовая", "электрическая", "промышленная", "медная", "стальная", "детская", "спортивная", "зелёная", "офисная", "замороженная", "беспроводная"];
    private static readonly string[] uses = ["для пола", "для розничной продажи", "для автомобилей", "в упаковке", "без рисунка", "новая", "с документацией", "на поддонах"];
    private static readonly string[] documents = ["01011", "01191", "02015", "03011", "04021", "05011", "09013", "09023"];
    private static readonly string[] payments = ["1010", "2010", "5010", "4010"];
    private static readonly string[] procedures = ["40", "40", "40", "40", "40", "31", "51", "53", "78"];

    private readonly Random random = new(seed);

    public static string Post(int i) => $"10{(i / 10) + 200}{(i % 10 * 10) + 10:d3}";

    public const int Posts = 200;

    public static string TaxId(int trader) => $"77{trader * 37L % 100_000_000:d8}";

    public static string Code(int good) => $"{2501 + (good * 97L % 7200):d4}{good * 31 % 100:d2}{good % 10}{good % 7}00";

    /// <summary>Lines of a year, each month as often as the others.</summary>
    /// <returns>How many items they have: the first number that is not below the one asked for.</returns>
    public static long Write(string file, long items)
    {
        using var lines = File.Create(file);
        var (flow, made) = (new MadeFlow(seed: 1), 0L);
        for (var serial = 0; made < items; serial++)
        {
            var declaration = flow.Next(new DateOnly(2026, 1 + (serial % 12), 1), serial);
            made += declaration.Items.Length;
            lines.Write(DeclarationJson.Canonical(declaration));
            lines.WriteByte((byte)'\n');
        }
        return made;
    }

    public Declaration Next(DateOnly month, int serial)
    {
        var number = new DeclarationNumber(Post(Few(Posts)), month.AddDays(random.Next(28)), serial.ToString("d7", CultureInfo.InvariantCulture));
        var trader = TaxId(Few(Traders));
        var dispatch = Countries[Few(Countries.Length)];
        var head = new FieldValues.Builder()
            .Add("declarationAuthority", number.Authority).Add("declarationDate", FixedPoint.Of(number.Day)).Add("declarationKind", "IM")
            .Add("dispatchCountry", dispatch).Add("tradingCountry", Countries[Few(Countries.Length)]).Add("destinationCountry", "RU").Add("currency", random.Next(3) == 0 ? "EUR" : "USD")
            .Add("deliveryTerms", random.Next(2) == 0 ? "DAP" : "FCA").Add("dealNature", "010").Add("vehicleKind", random.Next(3) == 0 ? "10" : "30").Add("containerised", random.Next(4) == 0 ? "yes" : "no")
            .Add("traderTaxId", trader).Add("declarantTaxId", random.Next(3) == 0 ? TaxId(Few(300)) : trader).Add("consignorName", $"Factory {Few(20_000)} Ltd.");
        if (random.Next(3) == 0)
            head.Add("controlAuthority", Post(Few(Posts)));
        for (var vehicles = 1 + random.Next(2); vehicles > 0; vehicles--)
            head.Add(Repeated.Vehicles, new FieldValues.Builder().Add("vehicleNumber", $"А{random.Next(1000):d3}ВС{random.Next(100):d2}").Add("vehicleCountry", Countries[Few(6)]).Build());
        return new(number, 1, head.Build(), [.. Enumerable.Range(1, 1 + random.Next((int)(2 * ItemsOfDeclaration) - 1)).Select(item => new DeclarationItem(item, Item(dispatch), SomeOutcome()))]);
    }

    private FieldValues Item(string dispatch)
    {
        var good = Few(Goods);
        var (weight, price) = (new FixedPoint(random.NextInt64(100, 20_000_000) * 1000), (good % 97) + random.NextDouble());
        var usd = new FixedPoint((long)(weight.Millionths * price / 10_000) * 10_000);
        var item = new FieldValues.Builder()
            .Add("commodityCode", Code(good)).Add("goodsDescription", $"{goods[good % goods.Length]} {kinds[good % kinds.Length]} {uses[Few(uses.Length)]}, арт. {good % 50}-{Few(60)}")
            .Add("procedure", procedures[random.Next(procedures.Length)]).Add("precedingProcedure", "00").Add("movementFeature", "000")
            .Add("netWeightKg", weight).Add("grossWeightKg", new FixedPoint(weight.Millionths / 1000 * 1080)).Add("packages", FixedPoint.Of(1 + random.Next(400)))
            .Add("originCountry", random.Next(5) == 0 ? Countries[Few(Countries.Length)] : dispatch).Add("statisticalValueUsd", usd).Add("customsValue", new FixedPoint(usd.Millionths * 80 / 10_000 * 10_000))
            .Add("invoiceValue", usd).Add("valuationMethod", "1").Add("manufacturer", $"Maker {good % 700} Co.").Add("brand", $"BRAND{good % 300}").Add("model", $"M-{good % 50}{Few(60)}");
        if (FixedPoint.Divide(usd, weight) is { } perKg)
            item.Add("pricePerKg", perKg);
        if (random.Next(5) == 0)
            item.Add("preference", "ОО");
        for (var count = 1 + random.Next(3); count > 0; count--)
            item.Add(Repeated.Documents, new FieldValues.Builder().Add("documentKind", documents[random.Next(documents.Length)]).Add("documentNumber", $"ЕАЭС RU Д-{random.Next(1_000_000):d6}").Build());
        for (var count = 1 + random.Next(2); count > 0; count--)
            item.Add(Repeated.Payments, new FieldValues.Builder().Add("paymentKind", payments[random.Next(payments.Length)]).Add("paymentAmount", new FixedPoint(random.NextInt64(100_000_000) * 10_000)).Build());
        return item.Build();
    }

    private Outcome? SomeOutcome() => random.Next(20) > 0 ? null : new(true, random.Next(5) == 0, FixedPoint.Of(random.Next(100_000)), FixedPoint.Of(1 + random.Next(8)));

    /// <summary>One of so many, the first ones more often.</summary>
    private int Few(int count) => (int)(count * Math.Pow(random.NextDouble(), 3));
}
