using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Registers;

/// <summary>The duty service: the board of today, and the daily summaries. Shifts and incidents have the pages of entries.</summary>
internal static class DutyPages
{
    public const string Path = $"{Places.Prefix}/duty";

    public const string Summaries = $"{Path}/summaries";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/duty", Board);
        routes.Page("/duty/summaries", List);
        routes.Page("/duty/summaries/{day}", Show);
    }

    public static string Summary(DateOnly day, AuthorityCode authority) => $"{Summaries}/{DayText.Of(day)}?authority={authority}";

    private static async Task<IResult> Board(DeskRequest desk)
    {
        var all = desk.Query("all") == "true";
        return desk.Page<DutyPage>(
            (nameof(DutyPage.Board), await desk.Get($"/duty/board{(all ? "" : "?active=true")}", DeskJson.Default.DutyBoardResponse)), (nameof(DutyPage.All), all));
    }

    private static async Task<IResult> List(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, ["authority"]);
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/duty/summaries"));
        var list = answer.IsGood ? answer.Read(DeskJson.Default.DutySummaryList) : null;
        return desk.Page<SummariesPage>(
            answer.Status, (nameof(SummariesPage.Of), list?.Items ?? []), (nameof(SummariesPage.Authority), address.Chosen.GetValueOrDefault("authority")),
            (nameof(SummariesPage.Problem), answer.IsGood ? null : answer.Problem()), (nameof(SummariesPage.More), address.More(list?.Next)));
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var authority = desk.Query("authority") is { Length: > 0 } code ? $"?authority={Uri.EscapeDataString(code)}" : "";
        return desk.Page<SummaryPage>(
            (nameof(SummaryPage.Of), await desk.Get($"/duty/summaries/{Uri.EscapeDataString(desk.Path("day"))}{authority}", DeskJson.Default.DutySummaryResponse)));
    }
}

/// <summary>Words of the pages of the duty service.</summary>
internal static class DutyWords
{
    public static readonly Phrase Board = new("Duty board", "Дежурная обстановка");

    public static readonly Phrase Summaries = new("Daily summaries", "Ежедневные сводки");
}
