using System.Net;
using System.Net.Http.Headers;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Prices on the desk: a load, a research with its pictures, and what is made of it with a click.</summary>
public sealed class PricePageTests : IDisposable
{
    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact(Timeout = Limits.OneTest)]
    public async Task From_a_load_over_a_research_to_a_trial_run_and_a_draft()
    {
        using var keeper = Visitor.Of(program, Officials.Operator, "ru");
        var loaded = await Send(keeper, await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "fcs-statistics-2026.csv")));
        Assert.True(loaded.Status == HttpStatusCode.SeeOther, loaded.Text);
        var load = await keeper.See(loaded.Location!);
        Assert.Equal(["264", "264", "0", "0"], load.Document.QuerySelectorAll("dl.facts dd").Take(4).Select(each => each.TextContent));
        Assert.Contains("fcs-statistics-2026.csv", (await keeper.See("/desk/prices/loads")).Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        using var author = Visitor.Of(program, Ceramics.Author, "ru");
        var points = await author.See("/desk/prices/points?code=690721&from=11.2026&origin=TR");
        Assert.Equal(3, points.Document.QuerySelectorAll("tbody tr").Length);
        Assert.StartsWith("/desk/prices/points.csv?code=690721", points.Document.QuerySelector("a[href*='points.csv']")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Ожидается месяц", (await author.Open("/desk/prices/points?from=soon")).Text, StringComparison.Ordinal);

        var made = await Research(author, "register");
        Assert.True(made.Status == HttpStatusCode.SeeOther, made.Text);
        var page = await author.See(made.Location!);
        Assert.Equal("Ценовое исследование ЦИ-1", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(2, page.Document.QuerySelectorAll("figure svg[role=img]").Length);
        Assert.Single(page.Document.QuerySelectorAll("svg line.mark"));
        Assert.Equal(11, page.Document.QuerySelectorAll("#months-title")[0].Closest("figure")!.QuerySelectorAll("tbody tr").Length);
        var threshold = page.Document.QuerySelector("dd.figure b")!.TextContent;

        var indicator = await author.See(page.Document.QuerySelector("a.button[href*='part=indicators']")!.GetAttribute("href")!);
        Assert.Equal(
            ("pricePerKg", "lessThan", threshold.Replace(',', '.')),
            (indicator.Fields["/content/riskArea/indicators/3/field"], indicator.Fields["/content/riskArea/indicators/3/operator"], indicator.Fields["/content/riskArea/indicators/3/values"].Trim().Replace(',', '.')));
        var draft = await author.See(page.Document.QuerySelector("a.button[href*='research=']:not([href*='part='])")!.GetAttribute("href")!);
        Assert.StartsWith("Ценовое исследование ЦИ-1 (ценовые данные, ввоз, код 6907", draft.Fields["/note/calculation"], StringComparison.Ordinal);

        var trial = await author.Post(page.Document.QuerySelector("form[action$='/trial']")!.GetAttribute("action")!, []);
        Assert.StartsWith("/desk/trials/", trial.Location, StringComparison.Ordinal);
        Assert.Contains("ЦИ-1", (await author.See("/desk/prices")).Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await author.See("/desk/records/price-research")).Document.QuerySelector("a.button[href='/desk/prices']"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_is_only_computed_is_registered_nowhere_and_a_fault_keeps_what_was_typed()
    {
        using var keeper = Visitor.Of(program, Officials.Operator);
        await Send(keeper, await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "fcs-statistics-2026.csv")));
        using var author = Visitor.Of(program, Ceramics.Author);

        var tried = await Research(author, "try");
        Assert.Contains("nothing was registered", tried.Text, StringComparison.Ordinal);
        Assert.Contains("There is no such research.", (await author.See("/desk/prices")).Text, StringComparison.Ordinal);

        var faulty = await Research(author, "register", code: "69x");
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Contains("Commodity code or its beginning: Expected two to ten digits", faulty.Text, StringComparison.Ordinal);
        Assert.Equal("69x", faulty.Document.QuerySelector("input[name=commodityCode]")!.GetAttribute("value"));

        using var inspector = Visitor.Of(program, AControl.Inspector);
        Assert.Null((await inspector.See("/desk/prices")).Document.QuerySelector("input[name=commodityCode]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.Open("/desk/prices/loads")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_is_taken_back_with_a_reason()
    {
        using var keeper = Visitor.Of(program, Officials.Operator, "ru");
        var loaded = (await Send(keeper, await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "fcs-statistics-2026.csv")))).Location!;
        using var author = Visitor.Of(program, Ceramics.Author);
        var research = (await Research(author, "register")).Location!;

        var action = (await keeper.See(loaded)).Document.QuerySelector("form[action$='/withdrawal']")!.GetAttribute("action")!;
        var faulty = await keeper.Post(action, [new("reason", " ")]);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Equal("true", faulty.Document.QuerySelector("textarea[name=reason]")!.GetAttribute("aria-invalid"));
        Assert.Equal(loaded, (await keeper.Post(action, [new("reason", "Стоимость указана в рублях.")])).Location);

        var page = await keeper.See(loaded);
        Assert.Contains("Стоимость указана в рублях.", page.Document.QuerySelector("p.note.bad")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/withdrawal']"));
        Assert.Contains("отозвана", (await keeper.See("/desk/prices/loads")).Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("load withdrawn", (await author.See("/desk/prices/points")).Document.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("was withdrawn later", (await author.See(research)).Document.QuerySelector("p.note.bad")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<Sheet> Research(Visitor author, string what, string code = "6907") => author.Post(
        "/desk/prices",
        [
            new("_key", "research-1"), new("commodityCode", code), new("originCountry", "TR"), new("from", "01.2026"), new("to", "11.2026"), new("direction", ""), new("basis", ""), new("source", ""),
            new("_do", what),
        ]);

    private static Task<Sheet> Send(Visitor keeper, byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Post, "/desk/prices/loads")
        {
            Content = new MultipartFormDataContent { { content, "file", "fcs-statistics-2026.csv" }, { new StringContent("fcs-statistics"), "mapping" }, { new StringContent("load"), "_do" } },
        };
        request.Headers.Add("Origin", keeper.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return keeper.Send(request);
    }
}
