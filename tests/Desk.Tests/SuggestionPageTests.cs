using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Suggested indicators on the desk.</summary>
public sealed class SuggestionPageTests : IDisposable
{
    private const int Declarations = 40;

    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact(Timeout = Limits.OneTest)]
    public async Task One_click_makes_an_indicator_of_a_row()
    {
        // Every second one is of tiles, and control finds something in all of those; the last ten days are held out.
        string[] lines = [.. Enumerable.Range(1, Declarations).Select(serial =>
            $$$"""{"number":"10216000/{{{(serial % 20) + 1:00}}}1126/{{{serial:0000000}}}","items":[{"item":1,"commodityCode":"{{{(serial % 2 == 0 ? "6907210000" : "0801190000")}}}","outcome":{"controlled":true,"finding":{{{(serial % 2 == 0 ? "true" : "false")}}}}}]}""")];
        await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", Wire.Lines(lines)).Body(HttpStatusCode.OK);
        using var author = Visitor.Of(program, Ceramics.Author, "ru");

        Assert.NotNull((await author.See("/desk/suggestions")).Document.QuerySelector("form[action='/desk/suggestions']"));
        var found = await author.Post(
            "/desk/suggestions",
            [new("field1", "commodityCode"), new("field2", ""), new("from", "01.11.2026"), new("heldOutFrom", "11.11.2026"), new("to", "20.11.2026"), new("share", "50"), new("cases", "5")]);

        Assert.True(found.Status == HttpStatusCode.SeeOther, found.Text);
        var place = found.Location!;
        found = await Patience.Until("the table", () => author.See(place), page => page.Document.QuerySelector(".card .figure") is not null);
        Assert.Equal("11.11.2026", found.Document.QuerySelector("input[name=heldOutFrom]")!.GetAttribute("value"));
        Assert.Equal(place, (await author.Open($"/desk/trials/{place.Split('=')[1]}")).Location);
        Assert.Contains("подсказка индикаторов", (await author.See("/desk/trials")).Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("100\u00A0%", found.Document.QuerySelector(".card .figure")!.TextContent, StringComparison.Ordinal);
        var row = found.Document.QuerySelectorAll("tbody tr").First();
        Assert.Equal(["6907210000", "10", "10"], row.Children.Take(3).Select(cell => cell.TextContent.Trim()));

        var draft = await author.See(row.QuerySelector("a.button")!.GetAttribute("href")!);
        Assert.Equal(
            ("Goods", "commodityCode", "startsWith", "6907210000"),
            (draft.Fields["/content/riskArea/indicators/0/group"], draft.Fields["/content/riskArea/indicators/0/field"], draft.Fields["/content/riskArea/indicators/0/operator"],
                draft.Fields["/content/riskArea/indicators/0/values"].Trim()));
        Assert.DoesNotContain("/content/riskArea/indicators/0/field", (await author.See("/desk/drafts/new?field=%3Cb%3E&value=1")).Fields.Keys);
    }
}
