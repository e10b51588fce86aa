using System.Text;
using System.Text.Json;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Declarations.Tests.Reading;

public sealed class DeclarationJsonTests
{
    private const string Number = "\"number\":\"10216020/011226/0000001\"";

    [Fact]
    public void A_canonical_line_reads_as_the_declaration_that_it_was_written_of()
    {
        var some = new SomeDeclarations(20261130);
        for (var i = 0; i < 3_000; i++)
        {
            var declaration = some.Next();
            var line = DeclarationJson.Canonical(declaration);
            var read = DeclarationJson.ReadCanonical(line);
            Assert.Equal(SomeDeclarations.Everything(declaration), SomeDeclarations.Everything(read));
            Assert.Equal(line, DeclarationJson.Canonical(read));
            Assert.Equal(ByTheLibrary(line), line);
        }
    }

    /// <summary>Stored hashes are of lines that the library's writer wrote, so each byte has to stay.</summary>
    [Fact]
    public void Texts_are_written_as_the_library_writes_them()
    {
        var begun = Encoding.UTF8.GetString(DeclarationJson.Canonical(DeclarationJson.ReadCanonical(Encoding.UTF8.GetBytes(Line("plain")))));
        foreach (var text in (string[])["\"quoted\" \\ back", "tab\tand\nline", "\u0001\u001F", "<b>&'+` é ё ІІ 漢字", "\u2028\u2029", "😀 𝒳", "\u007F\u0085\u00A0", new('ж', 5000)])
        {
            var line = DeclarationJson.Canonical(DeclarationJson.ReadCanonical(Encoding.UTF8.GetBytes(begun.Replace("plain", JsonEncodedText.Encode(text).ToString(), StringComparison.OrdinalIgnoreCase))));
            Assert.Equal(ByTheLibrary(line), line);
        }

        static string Line(string text) => $$"""{ {{Number}}, "version": 1, "consignorName": "{{text}}", "items": [ { "item": 1 } ] }""";
    }

    private static byte[] ByTheLibrary(byte[] line)
    {
        using var bytes = new MemoryStream();
        using (var read = JsonDocument.Parse(line))
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            read.WriteTo(json);
        return bytes.ToArray();
    }

    [Fact]
    public void A_value_that_has_come_often_is_read_as_one_that_is_new_and_only_for_its_field()
    {
        var text = $"TR {Guid.NewGuid():N}"; // no other test has read it
        string Line(string field) => $$"""{ {{Number}}, "{{field}}": "{{text}}", "items": [ { "item": 1 } ] }""";
        for (var times = 0; times < 5; times++)
        {
            Assert.Equal(text, Read(Line("consignorName")).Head[Fields.Get("consignorName")]!.Value.Text);
            Assert.Equal([new(1, "/tradingCountry", FaultCode.NotACountry)], Faults(Line("tradingCountry")));
            Assert.Equal([new(1, "/currency", FaultCode.NotACode)], Faults(Line("currency")));
        }

        static Fault[] Faults(string line) => [.. DeclarationJson.Read(RecordKind.Declarations, 1, Encoding.UTF8.GetBytes(line)).Faults];
    }

    [Fact]
    public void What_was_read_stays_as_it_is_while_other_lines_are_read_and_some_of_them_break_off()
    {
        var some = new SomeDeclarations(11);
        var declarations = Enumerable.Range(0, 200).Select(_ => some.Next()).ToList();
        var read = declarations.ConvertAll(declaration =>
        {
            var line = DeclarationJson.Canonical(declaration);
            Assert.Null(DeclarationJson.Read(RecordKind.Declarations, 1, line.AsSpan(..^2)).Declaration);
            return DeclarationJson.ReadCanonical(line);
        });
        Assert.Equal(declarations.Select(SomeDeclarations.Everything), read.Select(SomeDeclarations.Everything));
    }

    [Fact]
    public void What_is_written_whole_reads_as_the_same_declaration_with_its_outcomes()
    {
        var some = new SomeDeclarations(7);
        for (var i = 0; i < 500; i++)
        {
            var declaration = some.Next();
            declaration = declaration with { Items = [.. declaration.Items.Select(item => item with { Outcome = new(true, item.Number > 1, FixedPoint.Of(-5), new FixedPoint(1_500_000)) })] };
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
                DeclarationJson.Write(json, declaration, isWhole: true);
            Assert.Equal(SomeDeclarations.Everything(declaration), SomeDeclarations.Everything(Read(Encoding.UTF8.GetString(bytes.ToArray()))));
        }
    }

    [Fact]
    public void The_order_of_members_and_items_and_how_numbers_are_written_make_no_other_content()
    {
        var one = Read($$"""{ {{Number}}, "currency": "USD", "dispatchCountry": "TR", "items": [ { "item": 1, "netWeightKg": 2.50 }, { "item": 2, "netWeightKg": "3" } ] }""");
        var other = Read($$"""{"items":[{"netWeightKg":3,"item":2},{"netWeightKg":"2.5","quota":null,"model":" ","item":1}],"version":1,"dispatchCountry":"TR","currency":"USD",{{Number}}}""");
        Assert.Equal(SomeDeclarations.Line(one), SomeDeclarations.Line(other));
    }

    [Fact]
    public void What_follows_from_the_rest_is_added()
    {
        var read = Read($$"""{ {{Number}}, "items": [ { "item": 1, "statisticalValueUsd": 10, "netWeightKg": 3, "supplementaryQuantity": 0 } ] }""");
        Assert.Equal("10216020", read.Head[Fields.Get("declarationAuthority")]!.Value.Text);
        Assert.Equal("10216020", read.Head[Fields.Get("controlAuthority")]!.Value.Text);
        Assert.Equal(new DateOnly(2026, 12, 1), read.Head[Fields.Get("declarationDate")]!.Value.Number.ToDay());
        Assert.Equal("3", read.Head[Fields.Get("traderCategory")]!.Value.Text);
        Assert.Equal("3.333333", $"{read.Items[0].Values[Fields.Get("pricePerKg")]}");
        Assert.Null(read.Items[0].Values[Fields.Get("pricePerUnit")]);
    }

    [Theory]
    [InlineData("\"declarationKind\":\"IM\",\"consigneeTaxId\":\"A\",\"consignorTaxId\":\"B\",\"declarantTaxId\":\"C\"", "A")]
    [InlineData("\"declarationKind\":\"ЭК\",\"consigneeTaxId\":\"A\",\"consignorTaxId\":\"B\",\"declarantTaxId\":\"C\"", "B")]
    [InlineData("\"declarationKind\":\"TT\",\"consigneeTaxId\":\"A\",\"consignorTaxId\":\"B\",\"declarantTaxId\":\"C\"", "C")]
    [InlineData("\"declarationKind\":\"IM\",\"declarantTaxId\":\"C\"", "C")]
    [InlineData("\"traderTaxId\":\"D\",\"declarantTaxId\":\"C\"", "D")]
    [InlineData("\"consigneeTaxId\":\"A\"", null)]
    public void The_trader_is_the_consignee_of_an_import_the_consignor_of_an_export_else_the_declarant(string said, string? trader) =>
        Assert.Equal(trader, Read($$"""{ {{Number}}, {{said}}, "items": [ { "item": 1 } ] }""").Head[Fields.Get("traderTaxId")]?.Text);

    [Theory]
    [InlineData("", "", "NotJson")]
    [InlineData("[]", "", "NotAnObject")]
    [InlineData("{} {}", "", "NotJson 4")]
    [InlineData("""{"currency":"USD",""", "", "NotJson 18")]
    [InlineData("""{"items":[{"item":1}]}""", "/number", "Missing")]
    [InlineData("""{"number":7,"items":[{"item":1}]}""", "/number", "OtherKind")]
    [InlineData("""{"number":"10216020/310226/1","items":[{"item":1}]}""", "/number", "NotADeclarationNumber")]
    [InlineData("""{N}""", "/items", "Missing")]
    [InlineData("""{N,"items":[]}""", "/items", "Missing")]
    [InlineData("""{N,"items":{}}""", "/items", "NotAList", "/items", "Missing")]
    [InlineData("""{N,"items":[1]}""", "/items/0", "NotAnObject")]
    [InlineData("""{N,"items":[{}]}""", "/items/0/item", "Missing")]
    [InlineData("""{N,"items":[{"item":0}]}""", "/items/0/item", "NotAnItemNumber")]
    [InlineData("""{N,"items":[{"item":1000}]}""", "/items/0/item", "NotAnItemNumber")]
    [InlineData("""{N,"items":[{"item":2},{"item":2}]}""", "/items/1/item", "RepeatedItem")]
    [InlineData("""{N,"version":0,"items":[{"item":1}]}""", "/version", "NotAVersion")]
    [InlineData("""{N,"colour/~":{"a":[1]},"items":[{"item":1,"colour":null}]}""", "/colour~1~0", "UnknownMember", "/items/0/colour", "UnknownMember")]
    [InlineData("""{N,"currency":"USD","currency":"EUR","items":[{"item":1}]}""", "/currency", "RepeatedMember")]
    [InlineData("""{N,"commodityCode":"1","items":[{"item":1,"currency":"USD"}]}""", "/commodityCode", "UnknownMember", "/items/0/currency", "UnknownMember")]
    [InlineData("""{N,"items":[{"item":1,"netWeightKg":0.1234567,"grossWeightKg":"a","packages":1.5,"customsValue":9200000000001}]}""",
        "/items/0/netWeightKg", "TooManyPlaces", "/items/0/grossWeightKg", "NotANumber", "/items/0/packages", "NotAWholeNumber", "/items/0/customsValue", "NumberTooLarge")]
    [InlineData("""{N,"items":[{"item":1,"netWeightKg":1e2,"customsValue":true,"commodityCode":690721,"originCountry":"0","procedure":"4 0"}]}""",
        "/items/0/netWeightKg", "NotANumber", "/items/0/customsValue", "OtherKind", "/items/0/commodityCode", "OtherKind", "/items/0/originCountry", "NotACountry", "/items/0/procedure", "NotACode")]
    [InlineData("""{N,"containerised":"true","traderCategory":"4","controlAuthority":"1021","dispatchCountry":"00","items":[{"item":1,"commodityCode":"12345678901"}]}""",
        "/containerised", "NotYesNo", "/traderCategory", "NotACategory", "/controlAuthority", "NotAnAuthority", "/dispatchCountry", "NotACountry", "/items/0/commodityCode", "NotDigits")]
    [InlineData("""{N,"consignorName":"\ud800","items":[{"item":1}]}""", "/consignorName", "MalformedText")]
    [InlineData("""{N,"declarationAuthority":"10216000","declarationDate":"2026-12-02","items":[{"item":1}]}""",
        "/declarationAuthority", "Contradicts 10216020", "/declarationDate", "Contradicts 2026-12-01")]
    [InlineData("""{N,"declarationKind":"IM","consigneeTaxId":"A","traderTaxId":"B","items":[{"item":1}]}""", "/traderTaxId", "Contradicts A")]
    [InlineData("""{N,"items":[{"item":1,"statisticalValueUsd":10,"netWeightKg":3,"pricePerKg":3.33}]}""", "/items/0/pricePerKg", "Contradicts 3.333333")]
    [InlineData("""{N,"items":[{"item":1,"statisticalValueUsd":10,"netWeightKg":0,"pricePerKg":3.33}]}""", "/items/0/pricePerKg", "FollowsFromNothing")]
    [InlineData("""{N,"items":[{"item":1,"statisticalValueUsd":10,"netWeightKg":"a","pricePerKg":3.33}]}""", "/items/0/netWeightKg", "NotANumber")]
    [InlineData("""{N,"items":[{"item":1,"statisticalValueUsd":9000000000000,"netWeightKg":0.5}]}""", "/items/0/pricePerKg", "NumberTooLarge")]
    [InlineData("""{N,"vehicles":[{"vehicleNumber":"A1","colour":"red"},7],"borderAuthorities":["10216000",5,"x"],"items":[{"item":1}]}""",
        "/vehicles/0/colour", "UnknownMember", "/vehicles/1", "NotAnObject", "/borderAuthorities/1", "OtherKind", "/borderAuthorities/2", "NotAnAuthority")]
    [InlineData("""{N,"items":[{"item":1,"documents":[{},{"documentKind":"1 2"}],"outcome":{"finding":true,"controlled":false}}]}""",
        "/items/0/documents/1/documentKind", "NotACode", "/items/0/outcome/controlled", "Contradicts true")]
    [InlineData("""{N,"items":[{"item":1,"outcome":{"hours":"1.5","payments":"x"}}]}""", "/items/0/outcome/payments", "NotANumber", "/items/0/outcome/controlled", "Missing")]
    public void Every_fault_is_told_with_its_place(string line, params string[] faults)
    {
        var read = DeclarationJson.Read(RecordKind.Declarations, 12, Encoding.UTF8.GetBytes(line.Replace("{N", "{" + Number, StringComparison.Ordinal)));
        Assert.Null(read.Declaration);
        Assert.Equal(Told(faults), read.Faults.Select(fault => (fault.Line, fault.Pointer, fault.Detail is null || faults is ["", "NotJson"] ? $"{fault.Code}" : $"{fault.Code} {fault.Detail}")).OrderBy(fault => fault.Pointer, StringComparer.Ordinal));
    }

    [Fact]
    public void A_text_that_is_too_long_or_not_UTF_8_is_a_fault()
    {
        var line = Encoding.UTF8.GetBytes($$"""{ {{Number}}, "consignorName": "?", "items": [ { "item": 1, "goodsDescription": "{{new string('я', FoldedText.Longest + 1)}}" } ] }""");
        line[Array.IndexOf(line, (byte)'?')] = 0xFF;
        var faults = DeclarationJson.Read(RecordKind.Declarations, 1, line).Faults;
        Assert.Equal(new Fault[] { new(1, "/consignorName", FaultCode.MalformedText), new(1, "/items/0/goodsDescription", FaultCode.TextTooLong) }, faults.AsEnumerable());
    }

    [Fact]
    public void A_declaration_has_at_most_999_items()
    {
        var items = string.Join(',', Enumerable.Range(1, 999).Select(at => $$"""{"item":{{at}}}"""));
        Assert.Equal(999, Read($$"""{ {{Number}}, "items": [ {{items}} ] }""").Items.Length);
        var more = DeclarationJson.Read(RecordKind.Declarations, 1, Encoding.UTF8.GetBytes($$"""{ {{Number}}, "items": [ {{items}}, {"item":999} ] }"""));
        Assert.Equal([FaultCode.TooManyItems, FaultCode.RepeatedItem], more.Faults.Select(fault => fault.Code));
    }

    [Theory]
    [InlineData("""{N,"code":"10","at":"2026-12-01T10:15:00+03:00","automatic":true}""")]
    [InlineData("""{N,"code":"x"}""", "/at", "Missing", "/code", "NotAnEventCode")]
    [InlineData("""{"code":"10","at":"2026-12-01"}""", "/at", "NotATime", "/number", "Missing")]
    [InlineData("""{N,"code":"10","at":"2026-12-01T10:15:00","outcome":1}""", "/at", "NotATime", "/outcome", "UnknownMember")]
    public void Events_have_a_code_and_a_time_with_its_offset(string line, params string[] faults)
    {
        var read = DeclarationJson.Read(RecordKind.Events, 12, Encoding.UTF8.GetBytes(line.Replace("{N", "{" + Number, StringComparison.Ordinal)));
        Assert.Equal(Told(faults), read.Faults.Select(fault => (fault.Line, fault.Pointer, $"{fault.Code}")).OrderBy(fault => fault.Pointer, StringComparer.Ordinal));
        Assert.Equal(faults is [], read.Event is { Code: "10", IsAutomatic: true });
    }

    [Theory]
    [InlineData("""{N,"item":3,"finding":true,"payments":-12.5,"hours":2}""")]
    [InlineData("""{N,"controlled":false}""", "/item", "Missing")]
    [InlineData("""{"item":1000,"controlled":1}""", "/controlled", "Missing", "/controlled", "OtherKind", "/item", "NotAnItemNumber", "/number", "Missing")]
    public void Outcomes_name_their_item(string line, params string[] faults)
    {
        var read = DeclarationJson.Read(RecordKind.Outcomes, 12, Encoding.UTF8.GetBytes(line.Replace("{N", "{" + Number, StringComparison.Ordinal)));
        Assert.Equal(Told(faults), read.Faults.Select(fault => (fault.Line, fault.Pointer, $"{fault.Code}")).OrderBy(fault => fault.Pointer, StringComparer.Ordinal).ThenBy(fault => fault.Item3, StringComparer.Ordinal));
        Assert.Equal(faults is [], read.Outcome is { Item: 3, Outcome: { IsControlled: true, HasFinding: true } });
    }

    private static IEnumerable<(long, string, string)> Told(string[] faults) =>
        faults.Chunk(2).Select(fault => (12L, fault[0], fault[1])).OrderBy(fault => fault.Item2, StringComparer.Ordinal);

    private static Declaration Read(string line)
    {
        var read = DeclarationJson.Read(RecordKind.Declarations, 1, Encoding.UTF8.GetBytes(line));
        Assert.Empty(read.Faults);
        return read.Declaration!;
    }
}
