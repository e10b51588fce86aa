using System.Net;
using AngleSharp.Html.Dom;
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
        Assert.Equal(["11.2026", "2", "1", "1"], page.Document.QuerySelectorAll("#months-title").Single().Closest("figure")!.QuerySelectorAll("tbody tr").Single().Children.Take(4).Select(cell => cell.TextContent.Trim()));
        Assert.Contains("10216000", page.Document.QuerySelector("#authorities-title")!.Closest("figure")!.TextContent, StringComparison.Ordinal);

        var row = (await visitor.See("/desk/efficiency")).Document.QuerySelectorAll("tbody").Last().QuerySelectorAll("tr").First();
        Assert.Equal([number, "2", "1", "1"], new[] { 0, 2, 3, 4 }.Select(cell => row.Children[cell].TextContent.Trim()));
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Open("/desk/efficiency?from=soon")).Status);
        Assert.Contains("Профилей с такими условиями нет", (await visitor.See("/desk/efficiency?flag=Blind")).Text, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("update", "update")]
    [InlineData("cancel", "cancellation")]
    public async Task A_task_leads_to_a_proposal_and_that_to_the_command_with_its_figures(string wish, string route)
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2026-11-22"));
        var number = path.Split('/')[^1].Replace('-', '/');
        await program.LookAtDays();
        await program.LookAtEfficiency();
        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator, "ru");

        var tasks = await centre.See("/desk/tasks");
        var buttons = tasks.Document.QuerySelectorAll("section[aria-labelledby=profiles-title] a.button").Select(each => each.GetAttribute("href")!).ToArray();
        Assert.Equal(["update", "cancel"], buttons.Select(each => each.Split("wish=")[1].Split('&')[0]));
        var button = buttons.Single(each => each.Contains($"wish={wish}", StringComparison.Ordinal));
        var form = await centre.See(button);
        Assert.Equal((number, wish, "review", "profile"), (form.Said("v.number"), form.Said("v.wish"), form.Said("v.flag"), form.Said("v.subject")));
        Assert.StartsWith("Срок пересмотра. Срок пересмотра профиля наступил 21.11.2026.", form.Said("v.figures"), StringComparison.Ordinal);
        Assert.Contains("срабатываний: 0", form.Said("v.figures"), StringComparison.Ordinal);
        var run = Guid.NewGuid();
        var registered = await centre.Post(button, Fields([
            .. ((string[])["v.subject", "v.wish", "v.number", "v.flag", "v.figures"]).Select(name => (name, form.Said(name))), ("v.reasons", "Товар больше не ввозится"), ("run", $"/desk/trials/{run}")]));
        Assert.True(registered.Status == HttpStatusCode.SeeOther, registered.Status == HttpStatusCode.SeeOther ? "" : registered.Text);
        var place = registered.Location!;
        var proposal = await centre.See(place);
        Assert.NotNull(proposal.Document.QuerySelector($"dd a[href='{Place(number)}']"));
        Assert.NotNull(proposal.Document.QuerySelector($"dd a[href='/desk/trials/{run}']"));

        Assert.Equal(place, (await centre.Post($"{place}/steps/consideration", Fields(("name", "И. Орлова"), ("subject", "fcs-coordinator-1")))).Location);
        using var head = Visitor.Of(program, Ceramics.RmsHead, "ru");
        Assert.Equal(place, (await head.Post($"{place}/steps/acceptance", Fields(("v.conclusion", "Согласен"), ("paperNumber", "14-88/17"), ("paperDate", "21.11.2026")))).Location);
        Assert.Null((await head.See(place)).Document.QuerySelector("a.main"));
        var opens = (await centre.See(place)).Document.QuerySelector("a.main")!.GetAttribute("href")!;
        Assert.StartsWith($"{Place(number)}/{route}?proposal=", opens, StringComparison.Ordinal);

        var command = await centre.See(opens);
        Assert.Equal(("14-88/17", "21.11.2026"), (command.Fields["/decision/number"], command.Fields["/decision/date"]));
        Assert.StartsWith($"Предложение № {proposal.Document.QuerySelector("h1")!.TextContent} от 21.11.2026.", command.Fields["/decision/reason"], StringComparison.Ordinal);
        Assert.EndsWith("Товар больше не ввозится\nСогласен", command.Fields["/decision/reason"].ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var done = await centre.Press(command, "send");
        Assert.True(done.Status == HttpStatusCode.SeeOther, done.Status == HttpStatusCode.SeeOther ? "" : done.Text);
        Assert.Empty((await centre.See("/desk/tasks")).Document.QuerySelectorAll("section[aria-labelledby=profiles-title]"));
        Assert.Null((await centre.See(place)).Document.QuerySelector("a.main"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_flag_that_was_looked_at_goes_from_the_tasks_and_says_why_it_stays()
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2026-11-22"));
        var number = path.Split('/')[^1].Replace('-', '/');
        await program.LookAtDays();
        await program.LookAtEfficiency();

        // Whoever only answers for it is told, and has no buttons.
        using var author = Visitor.Of(program, Ceramics.Author);
        var told = (await author.See("/desk/tasks")).Document.QuerySelector("section[aria-labelledby=profiles-title]")!;
        Assert.Contains(number, told.TextContent, StringComparison.Ordinal);
        Assert.Empty(told.QuerySelectorAll("a.button, form"));

        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator, "ru");
        var look = (await centre.See("/desk/tasks")).Document.QuerySelector("section[aria-labelledby=profiles-title] form")!.GetAttribute("action")!;
        var empty = await centre.Post(look, Fields(("reason", " ")));
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Contains("Основание: ", empty.Text, StringComparison.Ordinal);
        Assert.NotNull(empty.Document.QuerySelector("details[open] textarea[name=reason]"));
        Assert.Equal($"{Place(number)}/efficiency", (await centre.Post(look, Fields(("reason", "Срок ещё не вышел")))).Location);
        Assert.Empty((await centre.See("/desk/tasks")).Document.QuerySelectorAll("section[aria-labelledby=profiles-title]"));
        Assert.Contains($"Срок ещё не вышел ({Ceramics.FcsCoordinator.Name}", (await author.See($"{Place(number)}/efficiency")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await author.Post(look, Fields(("reason", "Мне тоже")))).Status);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("_key", Guid.NewGuid().ToString("N")));

    private static string Place(string number) => $"/desk/profiles/{number.Replace('/', '-')}";
}

file static class FormExtensions
{
    /// <summary>What stands in a field of a form.</summary>
    public static string Said(this Sheet sheet, string name) => sheet.Document.QuerySelector($"[name='{name}']") switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        _ => throw new InvalidOperationException($"{sheet.Place} has no field {name}."),
    };
}
