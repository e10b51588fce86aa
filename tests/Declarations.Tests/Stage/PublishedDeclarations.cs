using System.Globalization;
using System.IO.Compression;

namespace RmsOrleans.Declarations.Tests.Stage;

/// <summary>The declarations that the Korea Customs Service published, read here by hand, so that they prove nothing of how the program reads files.</summary>
internal static class PublishedDeclarations
{
    private static readonly Lazy<ImmutableArray<Declaration>> all = new(() => [.. Read("kcs-2020.csv.gz"), .. Read("kcs-2021q1.csv.gz")]);

    public static ImmutableArray<Declaration> All => all.Value;

    /// <summary>The test authority of an office.</summary>
    public static string AuthorityOf(string office) => $"10{office}0000";

    private static IEnumerable<Declaration> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)), CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',').Select((name, i) => (name, i)).ToDictionary(column => column.name, column => column.i);
        while (reader.ReadLine() is { } line)
        {
            var row = line.Split(',');
            string Of(string column) => row[columns[column]];
            var head = new FieldValues.Builder();
            var item = new FieldValues.Builder();

            var day = DateOnly.Parse(Of("Date"), CultureInfo.InvariantCulture);
            var authority = AuthorityOf(Of("Office ID"));
            head.Add("declarationDate", FixedPoint.Of(day)).Add("declarationAuthority", authority).Add("controlAuthority", authority);
            foreach (var (column, field) in new[] { ("Country of Departure", "dispatchCountry"), ("Importer ID", "traderTaxId"), ("Declarant ID", "declarantTaxId"), ("Courier ID", "carrierTaxId"), ("Seller ID", "consignorName"), ("Mode of Transport", "vehicleKind") })
                Text(head, field, Of(column));
            foreach (var (column, field) in new[] { ("HS6 Code", "commodityCode"), ("Country of Origin", "originCountry"), ("Import Type", "procedure"), ("Tax Type", "preference") })
                Text(item, field, Of(column));
            Assert.Null(FixedPoint.TryRead(Of("Net Mass"), out var mass));
            Assert.Null(FixedPoint.TryReadRounded(Of("Item Price"), out var price));
            item.Add("netWeightKg", mass).Add("customsValue", price);
            if (FixedPoint.Divide(price, mass) is { } perKilogram)
                item.Add("pricePerKg", perKilogram);

            var id = Of("Declaration ID");
            yield return new(new(authority, day, $"{id[..7]}/{id[7..]}"), 1, head.Build(), [new(1, item.Build(), new(IsControlled: true, HasFinding: Of("Fraud") == "1"))]);
        }
    }

    private static void Text(FieldValues.Builder values, string field, string text)
    {
        if (text.Length > 0)
            values.Add(field, text);
    }
}
