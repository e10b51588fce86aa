using System.Text;
using System.Text.Json;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Declarations.Tests.Reading;

/// <summary>Lines with nothing unusual in them are read by a way of their own; what comes of them is what comes by the other.</summary>
public sealed class PlainLineTests
{
    private const string Number = "\"number\":\"10216020/011226/0000001\"";

    [Fact]
    public void What_is_made_of_a_plain_line_is_what_is_made_of_its_declaration()
    {
        var (some, others) = (new SomeDeclarations(20261201, arePlain: true), new SomeDeclarations(20261201));
        for (var i = 0; i < 2_000; i++)
        {
            var line = SomeDeclarations.Line(some.Next());
            Assert.True(Agrees(line), line);
            Agrees(SomeDeclarations.Line(others.Next()));
        }
    }

    /// <summary>Whatever stands in the line: where it is not plain, nothing is made of it, and the other way says what is wrong.</summary>
    [Fact]
    public void What_is_made_of_a_line_that_was_damaged_is_what_is_made_of_its_declaration()
    {
        var (some, random) = (new SomeDeclarations(7, arePlain: true), new Random(7));
        string[] pieces = ["\"", ",", "}", "{", "[", "]", ":", " ", "0", "1", "9", "-", ".", "e5", "null", "true", "\\", "\t", "ж", "№", "\u00A0", "\uFFFD", "\"\"", "\" \"", "00", "TR", "item", "999", "\"1.50\""];
        var (plain, other) = (0, 0);
        for (var i = 0; i < 30_000; i++)
        {
            var line = SomeDeclarations.Line(some.Next());
            for (var times = random.Next(1, 3); times > 0; times--)
            {
                var from = random.Next(line.Length);
                line = line[..from] + pieces[random.Next(pieces.Length)] + line[Math.Min(line.Length, from + random.Next(3))..];
            }
            _ = Agrees(line) ? plain++ : other++;
        }
        Assert.True(plain > 1_000 && other > 1_000, $"{plain} were plain, {other} were not.");
    }

    [Fact]
    public async Task Declarations_that_were_published_are_plain_lines()
    {
        foreach (var read in (await PublicSet.Lines).Take(5_000))
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
                DeclarationJson.Write(json, read.Declaration!, isWhole: true);
            var line = Encoding.UTF8.GetString(bytes.ToArray());
            Assert.True(Agrees(line), line);
        }
    }

    [Theory]
    [InlineData(true, """{§,"items":[{"item":1}]}""")]
    [InlineData(true, """ { § , "items" : [ { "item" : 1 } , { "item" : 7 , "quota" : null , "model":"" } ] } """)]
    [InlineData(true, """{"items":[{"netWeightKg":2.50,"item":1,"customsValue":"0003.10","packages":10,"invoiceValue":0}],"currency":"USD","version":2,§}""")]
    [InlineData(true, """{§,"declarationKind":"im","consigneeTaxId":"A","consignorTaxId":"B","declarantTaxId":"C","items":[{"item":1}]}""")]
    [InlineData(true, """{§,"declarationKind":"ЭК","consigneeTaxId":"A","consignorTaxId":"B","traderTaxId":"B","items":[{"item":1}]}""")]
    [InlineData(true, """{§,"declarationKind":"TT","declarantTaxId":"C","declarationAuthority":"10216020","declarationDate":"2026-12-01","items":[{"item":1}]}""")]
    [InlineData(true, """{§,"borderAuthorities":["10216020","51100",""],"vehicles":[{"vehicleNumber":"А123ВС178"},{},{"vehicleCountry":null}],"items":[{"item":1,"documents":[],"payments":[{"paymentAmount":-1.5}]}]}""")]
    [InlineData(true, """{§,"consignorName":"№ 1 – «Ёлка» 漢字","items":[{"item":1,"statisticalValueUsd":10,"netWeightKg":3,"pricePerKg":3.333333}]}""")]
    [InlineData(true, """{§,"items":[{"item":1,"outcome":{"finding":true,"payments":"-12.50","hours":1.5}},{"item":2,"outcome":{"controlled":false}}]}""")]
    [InlineData(false, """{§,"items":[{"item":2},{"item":1}]}""")]
    [InlineData(false, """{§,"items":[{"item":1,"statisticalValueUsd":10,"netWeightKg":3,"pricePerKg":3.333334}]}""")]
    [InlineData(false, """{§,"items":[{"item":1,"pricePerKg":3}]}""")]
    [InlineData(false, """{§,"items":[{"item":1,"outcome":{"controlled":false,"finding":true}}]}""")]
    [InlineData(false, """{§,"items":[{"item":1}],}""")]
    [InlineData(false, """{§,"items":[{"item":1},]}""")]
    [InlineData(false, """{§,"items":[{"item":1}]} {}""")]
    [InlineData(false, """{§,"items":[{"item":1,"netWeightKg":007}]}""")]
    [InlineData(false, """{§,"consignorName":"a\tb","items":[{"item":1}]}""")]
    [InlineData(false, """{§,"consignorName":"\u2003","items":[{"item":1}]}""")]
    [InlineData(false, """{§,"declarationDate":"2026-12-02","items":[{"item":1}]}""")]
    public void What_is_plain(bool isPlain, string line) => Assert.Equal(isPlain, Agrees(line.Replace("§", Number, StringComparison.Ordinal).Replace("\\u2003", "\u2003", StringComparison.Ordinal)));

    /// <returns>Whether the line was plain.</returns>
    private static bool Agrees(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        if (PlainLine.Read(bytes) is not { } plain)
            return false;
        var read = DeclarationJson.Read(RecordKind.Declarations, 1, bytes);
        Assert.Empty(read.Faults);
        var whole = CanonicalDeclaration.Of(read.Declaration!);
        Assert.Equal(Encoding.UTF8.GetString(whole.Line), Encoding.UTF8.GetString(plain.Line));
        Assert.Equal((whole.Number, whole.Version, whole.ControlAuthority, whole.Items), (plain.Number, plain.Version, plain.ControlAuthority, plain.Items));
        Assert.Equal(whole.Outcomes.AsEnumerable(), plain.Outcomes.AsEnumerable());
        return true;
    }
}
