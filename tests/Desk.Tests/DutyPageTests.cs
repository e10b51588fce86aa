using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>The duty service on the desk: a shift from its form to its takeover, the board and the summary.</summary>
public sealed class DutyPageTests(TheProgram program) : IClassFixture<TheProgram>
{
    private static readonly Actor officer = ARegister.Official("desk-duty-1", Role.DutyOfficer, AuthorityCode.Fcs);
    private static readonly Actor next = ARegister.Official("desk-duty-2", Role.DutyOfficer, AuthorityCode.Fcs);

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_shift_is_opened_handed_over_and_taken_and_the_morning_has_its_summary()
    {
        using var visitor = Visitor.Of(program, officer, "ru");
        Assert.Contains("Дежурств и происшествий сегодня нет", (await visitor.See("/desk/duty")).Text, StringComparison.Ordinal);
        var form = await visitor.See("/desk/records/shift/new");
        Assert.Null(form.Document.QuerySelector("[name='v.open']"));
        var shift = (await visitor.Post("/desk/records/shift/new", Fields(("v.post", "Зал")))).Location!;
        var incident = (await visitor.Post("/desk/records/incident/new", Fields(
            ("v.severity", "serious"), ("v.place", "Причал"), ("v.happenedAt", "21.11.2026 10:15"), ("v.learnedAt", "21.11.2026 10:20"), ("v.content", "Течь")))).Location!;

        var board = await visitor.See("/desk/duty");
        Assert.Contains(officer.Name, board.Text, StringComparison.Ordinal);
        Assert.Contains("Серьёзное: 1", board.Text, StringComparison.Ordinal);
        Assert.Contains(board.Document.QuerySelectorAll("a"), link => link.GetAttribute("href") == shift);

        Assert.Equal(shift, (await visitor.Post($"{shift}/steps/handover", Fields(("name", next.Name), ("subject", next.Subject)))).Location);
        using var successor = Visitor.Of(program, next, "ru");
        var handed = await successor.See(shift);
        Assert.Contains(handed.Document.QuerySelectorAll("table a"), link => link.GetAttribute("href") == incident);
        Assert.Contains("ознакомлены с записью", handed.Text, StringComparison.Ordinal);
        Assert.Equal("\"2\"", handed.Document.QuerySelector("form[action$='/steps/takeover'] [name=_tag]")!.GetAttribute("value"));
        var stale = await successor.Post($"{shift}/steps/takeover", Fields(("_tag", "\"1\"")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(shift, (await successor.Post($"{shift}/steps/takeover", Fields(("_tag", "\"2\"")))).Location);

        program.Clock.Turn(TimeSpan.FromHours(21));
        await program.Summarise();
        var list = await successor.See("/desk/duty/summaries");
        var place = list.Document.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!).First(href => href.Contains("10000000", StringComparison.Ordinal));
        var summary = await successor.See(place);
        Assert.Contains("Сводка на 22.11.2026", summary.Text, StringComparison.Ordinal);
        Assert.Contains(summary.Document.QuerySelectorAll("table a"), link => link.GetAttribute("href") == incident);
        Assert.Equal(HttpStatusCode.BadRequest, (await successor.Open("/desk/duty/summaries?authority=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await successor.Open("/desk/duty/summaries/2020-01-01")).Status);
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value);
}
