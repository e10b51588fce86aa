using System.Text;
using Parquet;
using Parquet.Schema;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Tests.Reading;

public sealed class TableTests
{
    private const string Several = """
        { "name": "several", "separator": ";", "decimals": "comma", "round": true,
          "tables": { "kinds": { "ИМ": "IM", "ЭК": "EK" } },
          "number": { "column": "Number" },
          "fields": {
            "item": "Item", "version": "Version", "declarationKind": { "column": "Kind", "table": "kinds" }, "consigneeTaxId": "Consignee", "netWeightKg": "Net",
            "statisticalValueUsd": "Usd", "documentKind": "Doc1", "documentNumber": "DocNo1", "documentKind/2": "Doc2", "vehicleNumber": "Vehicle", "outcome.finding": "Found", "outcome.payments": "Paid"
          } }
        """;

    private const string SeveralHeader = "Number;Item;Version;Kind;Consignee;Net;Usd;Doc1;DocNo1;Doc2;Vehicle;Found;Paid\n";

    [Fact]
    public async Task The_public_set_is_read_without_a_fault()
    {
        var lines = await PublicSet.Lines;
        Assert.Equal(45_519, lines.Count);
        Assert.All(lines, line => Assert.Empty(line.Faults));
        Assert.Equal(45_519, lines.DistinctBy(line => line.Declaration!.Number).Count());
        Assert.Equal(9_818, lines.Count(line => line.Declaration!.Items[0].Outcome!.HasFinding));
        Assert.Equal("10702000/010120/9706180/0", $"{lines[0].Declaration!.Number}");
    }

    /// <summary>The answers were counted by other programs, from the file itself.</summary>
    [Fact]
    public async Task What_is_counted_in_the_public_set_is_what_others_counted()
    {
        Assert.Equal((69, 13), await Count((_, item) => Text(item, "commodityCode")!.StartsWith("6907", StringComparison.Ordinal)));
        Assert.Equal((4_854, 1_184), await Count((_, item) => Text(item, "originCountry") == "CN" && item[Fields.Get("pricePerKg")] is { } price && price.Number < FixedPoint.Of(10)));
        Assert.Equal((1_354, 302), await Count((head, item) => Text(item, "commodityCode") == "392690" && Text(head, "declarationAuthority") != "10216000"));
        Assert.Equal((2_244, 517), await Count((_, item) => Text(item, "procedure") is "94" or "15"));
        Assert.Equal((8_012, 1_735), await Count((head, _) => Text(head, "carrierTaxId") is not null));
        Assert.Equal((4_510, 929), await Count((head, _) => Text(head, "consignorName") is null));
        Assert.Equal((71, 13), await Count((head, item) => Text(item, "preference") == "FCN1" && Text(item, "originCountry") != Text(head, "dispatchCountry")));
    }

    [Fact]
    public async Task Rows_of_one_number_that_stand_together_are_items_of_one_declaration()
    {
        var lines = await Csv(Several, SeveralHeader + """
            10216020/011226/0000001;1;;ИМ;7801;1 000,5;2001,0;01;A;02;;yes;10,5
            10216020/011226/0000001;2;;ИМ;7801;0,1234565;;;;;;;
            10216020/011226/0000002;1;2;ЭК;7801;;;;;;"x;1";no;

            """);
        Assert.All(lines, line => Assert.Empty(line.Faults));
        Assert.Equal(
            [
                """{"number":"10216020/011226/0000001","version":1,"declarationKind":"IM","traderTaxId":"7801","traderCategory":"3","controlAuthority":"10216020","items":[{"item":1,"netWeightKg":1000.5,"statisticalValueUsd":2001,"documents":[{"documentKind":"01","documentNumber":"A"},{"documentKind":"02"}]},{"item":2,"netWeightKg":0.123456}]}""",
                """{"number":"10216020/011226/0000002","version":2,"declarationKind":"EK","traderCategory":"3","controlAuthority":"10216020","vehicles":[{"vehicleNumber":"x;1"}],"items":[{"item":1}]}""",
            ],
            lines.Select(line => SomeDeclarations.Line(line.Declaration!)));
        Assert.Equal(new Outcome(true, true, new FixedPoint(10_500_000)), lines[0].Declaration!.Items[0].Outcome);
        Assert.Null(lines[0].Declaration!.Items[1].Outcome);
        Assert.Equal("2", $"{lines[0].Declaration!.Items[0].Values[Fields.Get("pricePerKg")]}");
    }

    [Fact]
    public async Task Every_faulty_row_is_told_and_the_others_are_taken()
    {
        var lines = await Csv(Several, SeveralHeader + """
            10216020/011226/0000001;1;;ИМ;7801;1,5;;;;;;;
            10216020/011226/0000001;1;;ЭК;7801;a;;;;;;;
            too;few
            10216020/011226/0000002;1;;XX;7801;;;;;;;maybe;
            10216020/011226/0000003;1;;;;;;;;;;;

            """);
        Assert.Equal(
            [
                new Fault(3, "/declarationKind", FaultCode.Contradicts, "IM"), new Fault(3, "/items/1/netWeightKg", FaultCode.NotANumber), new Fault(3, "/items/1/item", FaultCode.RepeatedItem),
                new Fault(4, "", FaultCode.MalformedRow),
                new Fault(5, "/declarationKind", FaultCode.NotInTable, "Kind: XX"), new Fault(5, "/items/0/outcome/finding", FaultCode.NotYesNo), new Fault(5, "/items/0/outcome/controlled", FaultCode.Missing),
            ],
            lines.SelectMany(line => line.Faults));
        Assert.Equal("10216020/011226/0000003", $"{Assert.Single(lines, line => line.Declaration is not null).Declaration!.Number}");
    }

    [Fact]
    public async Task Parquet_gives_what_the_same_table_gives_as_CSV()
    {
        var taken = (await PublicSet.Lines).Take(500).ToList();
        string[] texts = ["Office ID", "Declaration ID", "HS6 Code", "Import Type", "Mode of Transport", "Country of Origin", "Country of Departure", "Tax Type", "Importer ID", "Declarant ID", "Courier ID", "Seller ID"];
        var columns = await Columns(500, [.. texts, "Date", "Net Mass", "Item Price", "Fraud"]);
        using var file = new MemoryStream();
        DataField[] fields = [.. texts.Select(name => new DataField<string>(name)), new DataField<DateOnly>("Date"), new DataField<double>("Net Mass"), new DataField<double?>("Item Price"), new DataField<int>("Fraud")];
        await using (var parquet = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            foreach (var rows in new Range[] { ..200, 200.. })
            {
                using var group = parquet.CreateRowGroup();
                foreach (var name in texts)
                    await group.WriteAsync(fields.Single(field => field.Name == name), columns[name][rows]);
                await group.WriteAsync<DateOnly>(fields[^4], columns["Date"][rows].Select(DateOnly.Parse).ToArray().AsMemory());
                await group.WriteAsync<double>(fields[^3], columns["Net Mass"][rows].Select(double.Parse).ToArray().AsMemory());
                await group.WriteAsync<double>(fields[^2], columns["Item Price"][rows].Select(text => (double?)double.Parse(text)).ToArray().AsMemory());
                await group.WriteAsync<int>(fields[^1], columns["Fraud"][rows].Select(int.Parse).ToArray().AsMemory());
            }
        }
        file.Position = 0;
        var read = await new LoadFile(FileFormat.Parquet, PublicSet.Kcs, RecordKind.Declarations).Read(file, CancellationToken.None).ToListAsync();
        Assert.Equal(taken.Select(line => SomeDeclarations.Everything(line.Declaration!)), read.Select(line => SomeDeclarations.Everything(line.Declaration!)));
        Assert.Equal(500, read[^1].Line);
    }

    [Fact]
    public async Task What_is_no_such_file_as_a_whole_is_told_at_once()
    {
        var missing = await Assert.ThrowsAsync<NotAFileException>(() => Csv(Several, "Number;Item\n1;2\n"));
        Assert.Equal((FileFault.MissingColumns, "Version, Kind, Consignee, Net, Usd, Doc1, DocNo1, Doc2, Vehicle, Found, Paid"), (missing.Fault, missing.Detail));
        var parquet = await Assert.ThrowsAsync<NotAFileException>(async () =>
            await new LoadFile(FileFormat.Parquet, PublicSet.Kcs, RecordKind.Declarations).Read(new MemoryStream(Encoding.UTF8.GetBytes("no parquet at all")), CancellationToken.None).ToListAsync());
        Assert.Equal(FileFault.NotParquet, parquet.Fault);
        var quote = await Assert.ThrowsAsync<NotAFileException>(() => Csv(Several, SeveralHeader + "\"" + new string('a', 3_000_000)));
        Assert.Equal(FileFault.RowTooLong, quote.Fault);
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_full_of_faults_and_not_taken_as_it_is()
    {
        var bytes = Encoding.Latin1.GetBytes(SeveralHeader + "10216020/011226/0000001;1;;;\u00c0\u00c1;;;;;;\u00c0;;\n");
        var lines = await new LoadFile(FileFormat.Csv, MappingJson.Read(Encoding.UTF8.GetBytes(Several)), RecordKind.Declarations).Read(new MemoryStream(bytes), CancellationToken.None).ToListAsync();
        Assert.Contains(new Fault(2, "/vehicles/0/vehicleNumber", FaultCode.MalformedText), Assert.Single(lines).Faults);
    }

    [Fact]
    public async Task Events_and_outcomes_are_mapped_too()
    {
        var events = await Csv(
            """{ "name": "e", "kind": "Events", "number": { "column": "N" }, "fields": { "event.code": "C", "event.at": "T", "event.automatic": "A" } }""",
            "N,C,T,A\n10216020/011226/0000001,10,2026-12-01T10:00:00+03:00,1\n,10,x,\n");
        Assert.Equal(new DeclarationEvent(events[0].Event!.Number, "10", new(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(3)), true), events[0].Event);
        Assert.Equal([new Fault(3, "/at", FaultCode.NotATime), new Fault(3, "/number", FaultCode.Missing)], events[1].Faults.AsEnumerable());

        var outcomes = await Csv(
            """{ "name": "o", "kind": "Outcomes", "number": { "column": "N" }, "fields": { "item": "I", "outcome.finding": "F", "outcome.hours": "H" } }""",
            "N,I,F,H\n10216020/011226/0000001,2,yes,1.5\n10216020/011226/0000001,,no,\n");
        Assert.Equal(new ItemOutcome(outcomes[0].Outcome!.Number, 2, new Outcome(true, true, null, new FixedPoint(1_500_000))), outcomes[0].Outcome);
        Assert.Equal([new Fault(3, "/item", FaultCode.Missing)], outcomes[1].Faults.AsEnumerable());
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "fields": {}, "colour": 1 }""", "/colour")]
    [InlineData("""{ "name": "x", "number": {}, "fields": {} }""", "/number")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "separator": ";;", "fields": {} }""", "/separator")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "fields": { "colour": "C" } }""", "/fields/colour")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "fields": { "declarationDate": "C" } }""", "/fields/declarationDate")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "fields": { "currency/2": "C" } }""", "/fields/currency/2")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "fields": { "currency": { "column": "C", "table": "t" } } }""", "/fields/currency")]
    [InlineData("""{ "name": "x", "number": { "column": "N" }, "fields": { "currency": { "column": "C", "constant": "t" } } }""", "/fields/currency")]
    [InlineData("""{ "name": "x", "kind": "Events", "number": { "column": "N" }, "fields": { "event.at": "C" } }""", "/fields")]
    public void A_mapping_that_is_none_is_told_where(string json, string pointer) =>
        Assert.Equal(pointer, Assert.Throws<MappingException>(() => MappingJson.Read(Encoding.UTF8.GetBytes(json))).Pointer);

    [Fact]
    public async Task Lines_of_JSON_are_read_as_they_come_with_blank_ones_counted()
    {
        var some = new SomeDeclarations(3);
        var declarations = Enumerable.Range(0, 300).Select(_ => some.Next()).ToList();
        var text = "\uFEFF" + string.Join("\r\n\n", declarations.Select(SomeDeclarations.Line)) + "\n" + new string('x', JsonLines.LongestLine + 1) + "\n{}";
        var read = await JsonLines.Read(RecordKind.Declarations, new Trickle(Encoding.UTF8.GetBytes(text)), isToStore: false, CancellationToken.None).ToListAsync();
        var toStore = await JsonLines.Read(RecordKind.Declarations, new Trickle(Encoding.UTF8.GetBytes(text)), isToStore: true, CancellationToken.None).ToListAsync();
        Assert.Equal(declarations.Select(SomeDeclarations.Everything), read.Take(300).Select(line => SomeDeclarations.Everything(line.Declaration!)));
        Assert.Equal(declarations.Select(SomeDeclarations.Line), toStore.Take(300).Select(line => Encoding.UTF8.GetString(line.ToStore!.Line)));
        Assert.Equal(read.Select(line => line.Line), toStore.Select(line => line.Line));
        Assert.Equal(read.SelectMany(line => line.Faults), toStore.SelectMany(line => line.Faults));
        Assert.Equal([1L, 3L, 5L], read.Take(3).Select(line => line.Line));
        Assert.Equal([FaultCode.LineTooLong], read[300].Faults.Select(fault => fault.Code));
        Assert.Equal((602L, 2), (read[301].Line + 1, read[301].Faults.Length));
    }

    private static async Task<List<LoadedLine>> Csv(string mapping, string text) =>
        await new LoadFile(FileFormat.Csv, MappingJson.Read(Encoding.UTF8.GetBytes(mapping)), RecordKind.Declarations)
            .Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None).ToListAsync();

    private static async Task<(int Hits, int Findings)> Count(Func<FieldValues, FieldValues, bool> isHit)
    {
        var hits = (await PublicSet.Lines).Where(line => isHit(line.Declaration!.Head, line.Declaration.Items[0].Values)).ToList();
        return (hits.Count, hits.Count(line => line.Declaration!.Items[0].Outcome!.HasFinding));
    }

    private static string? Text(FieldValues values, string field) => values[Fields.Get(field)]?.Text;

    private static async Task<Dictionary<string, string[]>> Columns(int rows, string[] names)
    {
        await using var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, PublicSet.Files[0]));
        using var reader = new StreamReader(LoadFile.Unpacked(PublicSet.Files[0], packed));
        var header = (await reader.ReadLineAsync())!.Split(',');
        var table = new List<string[]>();
        while (table.Count < rows)
            table.Add((await reader.ReadLineAsync())!.Split(','));
        return names.ToDictionary(name => name, name => table.Select(row => row[Array.IndexOf(header, name)]).ToArray());
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Position < 200_000 ? 777 : 100_000)], cancellationToken);
    }
}
