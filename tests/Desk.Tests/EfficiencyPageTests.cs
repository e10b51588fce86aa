using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>What profiles are worth, and what is to be done about them, on pages.</summary>
public sealed class EfficiencyPageTests : IDisposable
{
    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_profile_shows_its_figures_on_its_page_and_in_full()
    {
        var number = await AControl.InForce(program, AControl.Automatic);
        await program.Check(1);
        await program.Check(2);
        await program.Do(1, "entries", """{ "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00" } }""").Body(HttpStatusCode.OK);
        await program.Do(1, "results", """{ "hit": 1, "measure": 1, "result": { "code": "21", "isFinding": true, "payments": "120000.50" } }""").Body(HttpStatusCode.OK);
        using var visitor = Visitor.Of(program, Ceramics.Coordinator, "ru");

        var card = (await visitor.See(Place(number))).Document.QuerySelector("section[aria-labelledby=efficiency-title]")!;
        Assert.Contains("120\u00A0001", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("100\u00A0%", card.TextContent, StringComparison.Ordinal);

        var page = await visitor.See(card.QuerySelector($"a[href='{Place(number)}/efficiency']")!.GetAttribute("href")!);
        Assert.Equal(["2026-11", "2", "1", "1"], page.Document.QuerySelectorAll("#months-title").Single().Closest("figure")!.QuerySelectorAll("tbody tr").Single().Children.Take(4).Select(cell => cell.TextContent.Trim()));
        Assert.Contains("10216000", page.Document.QuerySelector("#authorities-title")!.Closest("figure")!.TextContent, StringComparison.Ordinal);

        var row = (await visitor.See("/desk/efficiency")).Document.QuerySelectorAll("tbody").Last().QuerySelectorAll("tr").First();
        Assert.Equal([number, "2", "1", "1"], new[] { 0, 2, 3, 4 }.Select(cell => row.Children[cell].TextContent.Trim()));
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Open("/desk/efficiency?from=soon")).Status);
        Assert.Contains("Профилей с такими условиями нет", (await visitor.See("/desk/efficiency?flag=Blind")).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_task_leads_to_a_cancellation_that_has_the_figures_of_the_flag()
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2026-11-22"));
        var number = path.Split('/')[^1].Replace('-', '/');
        await program.LookAtDays();
        await program.LookAtEfficiency();
        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator, "ru");

        var tasks = await centre.See("/desk/tasks");
        var buttons = tasks.Document.QuerySelectorAll("section[aria-labelledby=profiles-title] a.button").Select(each => each.GetAttribute("href")!).ToArray();
        Assert.Equal([$"{Place(number)}/update?flag=Review", $"{Place(number)}/cancellation?flag=Review"], buttons);

        var form = await centre.See(buttons[1]);
        Assert.Equal("Срок пересмотра. Срок пересмотра профиля наступил 21.11.2026.", form.Fields["/decision/reason"]);
        Assert.StartsWith("Срок пересмотра.", (await centre.See(buttons[0])).Fields["/decision/reason"], StringComparison.Ordinal);
        form.Fill("/decision/number", "14-88/17");
        form.Fill("/decision/date", "21.11.2026");
        Assert.Equal(HttpStatusCode.SeeOther, (await centre.Press(form, "send")).Status);
        Assert.Empty((await centre.See("/desk/tasks")).Document.QuerySelectorAll("section[aria-labelledby=profiles-title]"));

        // Whoever only answers for it is told, and has no buttons.
        var other = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2026-11-22"));
        await program.LookAtDays();
        await program.LookAtEfficiency();
        using var author = Visitor.Of(program, Ceramics.Author, "en");
        var told = (await author.See("/desk/tasks")).Document.QuerySelector("section[aria-labelledby=profiles-title]")!;
        Assert.Contains(other.Split('/')[^1].Replace('-', '/'), told.TextContent, StringComparison.Ordinal);
        Assert.Empty(told.QuerySelectorAll("a.button"));
    }

    private static string Place(string number) => $"/desk/profiles/{number.Replace('/', '-')}";
}
