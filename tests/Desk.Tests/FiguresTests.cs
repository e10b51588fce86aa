using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Charts;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Pictures of work say what their tables say, and both what the API says.</summary>
[Collection(OneDesk.Name)]
public sealed class FiguresTests(TheProgram program)
{
    private const double Longest = 310;

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task What_is_open_in_an_office_is_drawn_as_long_as_its_table_says(string language)
    {
        await ADraft.Assigned(program);
        await ADraft.Gathering(program);
        using var head = Visitor.Of(program, Ceramics.RmsHead, language);

        var sheet = await head.See("/desk/tasks?of=office");
        Assert.Equal(3, sheet.Document.QuerySelectorAll("figure").Length);
        foreach (var figure in sheet.Document.QuerySelectorAll("figure"))
            Bars(figure);

        var counts = (await program.As(Ceramics.RmsHead).Get("/api/v1/drafts/counts?by=status&open=true"))["items"]!.AsArray();
        var byStatus = Rows(sheet.Document.QuerySelector("svg[aria-labelledby=statuses-title]")!.Closest("figure")!);
        Assert.Equal(counts.Sum(row => row!["count"]!.GetValue<long>()), byStatus.Sum(row => long.Parse(row[1])));
        Assert.Equal(counts.Count, byStatus.Length);
        foreach (var row in Rows(sheet.Document.QuerySelector("svg[aria-labelledby=authorities-title]")!.Closest("figure")!))
            Assert.Equal(long.Parse(row[1]), row[3..].Sum(cell => cell == "–" ? 0 : long.Parse(cell)));

        var one = await head.See(sheet.Document.QuerySelector("figure th a")!.GetAttribute("href")!);
        Assert.Single(one.Document.QuerySelector("svg[aria-labelledby=authorities-title]")!.QuerySelectorAll("rect:not(.late)"));
        Assert.All(one.Document.QuerySelectorAll("figure"), figure => Assert.Equal(Rows(figure).Sum(row => long.Parse(row[1])), Rows(one.Document.QuerySelector("figure")!).Sum(row => long.Parse(row[1]))));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_is_late_is_drawn_as_a_part_of_the_bar()
    {
        await using var late = new TheProgram();
        await ADraft.Assigned(late);
        late.Clock.Turn(TimeSpan.FromDays(30));
        await ADraft.Assigned(late);
        using var head = Visitor.Of(late, Ceramics.RmsHead, "ru");

        var byExecutor = (await head.See("/desk/tasks?of=office")).Document.QuerySelector("svg[aria-labelledby=executors-title]")!.Closest("figure")!;
        Bars(byExecutor);
        Assert.Equal(["R. Zimin", "2", "1"], Assert.Single(Rows(byExecutor)));
        Assert.Equal("2, просрочено 1", byExecutor.QuerySelector("text.figure")!.TextContent);
        Assert.Equal(Longest / 2, Number(byExecutor.QuerySelector("rect.late")!, "width"));
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task The_journal_in_figures_says_what_its_tables_and_the_API_say(string language)
    {
        await ADraft.Gathering(program);
        using var coordinator = Visitor.Of(program, Ceramics.FcsCoordinator, language);
        const string Period = "registeredFrom=2026-08-31&registeredTo=2026-11-21";
        var api = program.As(Ceramics.FcsCoordinator);

        var sheet = await coordinator.See("/desk/journal/figures?registeredFrom=31.08.2026&registeredTo=21.11.2026");
        foreach (var figure in sheet.Document.QuerySelectorAll("figure:has(rect)").Where(figure => figure.QuerySelector("svg[aria-labelledby=medians-title]") is null))
            Bars(figure);

        var all = (await api.Get($"/api/v1/drafts/counts?{Period}"))["items"]![0]!["count"]!.GetValue<long>();
        var weeks = sheet.Document.QuerySelector("svg.wide")!.Closest("figure")!;
        var rows = Rows(weeks);
        Assert.Equal("31.08.2026", rows[0][0]);
        Assert.Equal("16.11.2026", rows[^1][0]);
        Assert.Equal(12, rows.Length);
        Assert.Equal(all, rows.Sum(row => long.Parse(row[1])));
        var points = weeks.QuerySelector("polyline")!.GetAttribute("points")!.Split(' ').Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)).ToArray();
        var (floor, most) = (points[0], rows.Max(row => long.Parse(row[1])));
        Assert.Equal("0", rows[0][1]);
        Assert.All(rows.Zip(points), each => Assert.Equal((floor - points.Min()) * long.Parse(each.First[1]) / most, floor - each.Second, 0.2));

        var medians = sheet.Document.QuerySelector("svg[aria-labelledby=medians-title]")!.Closest("figure")!;
        var durations = (await api.Get($"/api/v1/drafts/durations?{Period}"))["items"]!.AsArray();
        Assert.Equal(durations.Select(each => each!["count"]!.GetValue<int>()), Rows(medians).Select(row => int.Parse(row[3])));
        Assert.Equal(durations.Select(each => each!["medianDays"]!.GetValue<double>()), Rows(medians).Select(row => double.Parse(row[1].Replace(',', '.'), CultureInfo.InvariantCulture)));
        Assert.Equal(Rows(medians).Select(row => row[1]), medians.QuerySelectorAll("text.figure").Select(each => each.TextContent));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Figures_keep_the_filters_of_the_list_and_say_when_there_is_nothing_or_something_wrong()
    {
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var list = await coordinator.See($"/desk/journal?authority={Ceramics.Baltic}&kind=Regular&text=плитка&registeredFrom=01.01.2020&registeredTo=31.01.2020");
        var figures = await coordinator.See(list.Document.QuerySelector($"a[href^='{Desk.Journal.FiguresPages.Path}']")!.GetAttribute("href")!);
        Assert.Equal($"{Ceramics.Baltic}", figures.Document.QuerySelector("input[name=authority]")!.GetAttribute("value"));
        Assert.NotNull(figures.Document.QuerySelector("select[name=kind] option[selected][value=Regular]"));
        Assert.Contains("01.01.2020 – 31.01.2020", figures.Document.QuerySelector(".note")!.TextContent);
        Assert.Empty(figures.Document.QuerySelectorAll("svg"));

        var wrong = await coordinator.Open("/desk/journal/figures?registeredFrom=вчера");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Matches("[а-я]", Assert.Single(wrong.Faults));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_register_is_printed_for_the_period_that_its_link_names()
    {
        var number = (await (await ADraft.Registered(program)).Read(Ceramics.Coordinator)).Text("number");
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var link = (await coordinator.See("/desk/journal")).Document.QuerySelector("a[href^='/desk/journal/print']")!;
        Assert.EndsWith("01.11.2026 – 21.11.2026", link.TextContent);
        var register = await coordinator.See(link.GetAttribute("href")!);
        Assert.Contains("Журнал регистрации проектов профилей риска", register.Document.Body!.TextContent);
        Assert.Contains(number, register.Document.Body!.TextContent);

        var before = (await coordinator.See("/desk/journal?registeredTo=31.10.2026&sort=due")).Document.QuerySelector("a[href^='/desk/journal/print']")!;
        Assert.EndsWith("01.10.2026 – 31.10.2026", before.TextContent);
        Assert.DoesNotContain(number, (await coordinator.See(before.GetAttribute("href")!)).Document.Body!.TextContent);
    }

    [Fact]
    public void Of_many_bars_the_smaller_ones_are_one_and_nothing_is_lost()
    {
        var bars = Enumerable.Range(1, 30).Select(i => new Bar($"{i}", i, i % 3) { Parts = [i, 2 * i] }).ToArray();
        var longest = Bar.Longest(bars, others => $"{others} others");
        Assert.Equal(20, longest.Length);
        Assert.Equal(("30", "11 others"), (longest[0].Name, longest[^1].Name));
        Assert.Equal(bars.Sum(bar => bar.Count), longest.Sum(bar => bar.Count));
        Assert.Equal(bars.Sum(bar => bar.Late), longest.Sum(bar => bar.Late));
        Assert.Equal(bars.Sum(bar => bar.Parts[1]), longest.Sum(bar => bar.Parts[1]));
        Assert.Equal(20, Bar.Longest(bars[..20], others => "").Length);
    }

    /// <summary>Names, numbers and lengths of a picture are those of the table beside it.</summary>
    private static void Bars(IElement figure)
    {
        var svg = figure.QuerySelector("svg")!;
        Assert.NotNull(svg.QuerySelector("title"));
        Assert.NotNull(svg.QuerySelector("desc"));
        Assert.Empty(figure.QuerySelectorAll("[style], [fill]"));
        var rows = Rows(figure);
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Select(row => row[0]), svg.QuerySelectorAll("text:not(.figure)").Select(each => each.TextContent));
        Assert.Equal(rows.Select(row => row[2] == "0" ? row[1] : $"{row[1]} {row[2]}"), svg.QuerySelectorAll("text.figure").Select(each => string.Join(' ', each.TextContent.Split(' ', ',').Where(word => word.Length > 0 && word.All(char.IsDigit)))));
        var most = Math.Max(1, rows.Max(row => long.Parse(row[1])));
        Assert.All(rows.Zip(svg.QuerySelectorAll("rect:not(.late)")), each => Assert.Equal(Longest * long.Parse(each.First[1]) / most, Number(each.Second, "width"), 0.06));
        Assert.All(rows.Zip(svg.QuerySelectorAll("rect.late")), each => Assert.Equal(Longest * long.Parse(each.First[2]) / most, Number(each.Second, "width"), 0.06));
        Assert.Equal(2 * rows.Length, svg.QuerySelectorAll("rect").Length);
    }

    private static string[][] Rows(IElement figure) =>
        [.. figure.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray())];

    private static double Number(IElement element, string name) => double.Parse(element.GetAttribute(name)!, CultureInfo.InvariantCulture);
}

file static class Answers
{
    public static async Task<JsonNode> Get(this HttpClient client, string path) => JsonNode.Parse(await client.GetStringAsync(path))!;
}
