using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Operators load declarations from the desk, see what became of each line, and what there is by month and authority.</summary>
[Collection(OneDesk.Name)]
public sealed class DeclarationLoadPageTests(TheProgram program)
{
    private const string Loads = "/desk/declarations/loads";

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_file_is_looked_through_loaded_and_counted_by_month_and_authority()
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        var lines = $"{Line("10206000", "150399", 1)}\n{{\n{Line("10206000", "150399", 2)}\n";

        var tried = await Send(visitor, "try", "march.ndjson", Encoding.UTF8.GetBytes(lines));
        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.Contains("Nothing was stored", tried.Text);
        Assert.Contains("NotJson", tried.Document.QuerySelector("[role=status] table")!.TextContent);
        Assert.DoesNotContain("2099-03", (await visitor.See("/desk/declarations")).Text);

        var loaded = await Send(visitor, "load", "march.ndjson", Encoding.UTF8.GetBytes(lines));
        Assert.Equal(HttpStatusCode.SeeOther, loaded.Status);
        var page = await visitor.See(loaded.Location!);
        Assert.Equal(["3", "2", "0", "1"], page.Document.QuerySelectorAll("dl.facts dd").Take(4).Select(each => each.TextContent));
        Assert.Equal("2", page.Document.QuerySelector("tbody th")!.TextContent);
        Assert.Contains("march.ndjson", (await visitor.See(Loads)).Document.QuerySelector("tbody")!.TextContent);

        var packed = await Send(visitor, "load", "march.ndjson.gz", Packed(lines));
        Assert.Equal("2", (await visitor.See(packed.Location!)).Document.QuerySelectorAll("dl.facts dd")[2].TextContent);

        var table = await visitor.See("/desk/declarations?from=2099-02&to=2099-03");
        var row = table.Document.QuerySelectorAll("table.heat tbody tr").Single(each => each.TextContent.Contains("10206000", StringComparison.Ordinal));
        Assert.Equal("2", row.QuerySelector("td.heat5")!.TextContent);
        Assert.Equal("/desk/declarations/10206000-150399-0000001", (await visitor.Open("/desk/declarations?number=10206000/150399/0000001")).Location);
        Assert.Equal(2, (await visitor.Open("/desk/declarations?from=x&to=y")).Faults.Count);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_is_no_file_of_declarations_is_refused_in_words()
    {
        using var visitor = Visitor.Of(program, Officials.Operator, "ru");
        Assert.Contains("Выберите файл.", (await Send(visitor, "load", "empty.csv", [])).Faults);
        Assert.Contains("не оканчивается", Assert.Single((await Send(visitor, "load", "march.txt", "x"u8.ToArray())).Faults));
        Assert.Contains("Сопоставление: Для таблицы нужно сопоставление.", (await Send(visitor, "load", "march.csv", "x"u8.ToArray())).Faults);

        using var auditor = Visitor.Of(program, Officials.Auditor);
        Assert.Null((await auditor.See(Loads)).Document.QuerySelector("input[type=file]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(auditor, "load", "march.ndjson", "{}"u8.ToArray())).Status);
        using var inspector = Visitor.Of(program, AControl.Inspector);
        Assert.Null((await inspector.See("/desk/declarations")).Document.QuerySelector($"a[href='{Loads}']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.Open(Loads)).Status);
    }

    private static string Line(string authority, string day, int serial) =>
        $$"""{"number":"{{authority}}/{{day}}/{{serial:D7}}","items":[{"item":1,"commodityCode":"6907210000","netWeightKg":100,"customsValue":1000}]}""";

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static Task<Sheet> Send(Visitor visitor, string button, string name, byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Post, Loads)
        {
            Content = new MultipartFormDataContent { { content, "file", name }, { new StringContent(""), "mapping" }, { new StringContent(""), "kind" }, { new StringContent(button), "_do" } },
        };
        request.Headers.Add("Origin", visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return visitor.Send(request);
    }
}
