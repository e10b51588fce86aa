using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Declarations;

/// <summary>What inspectors and heads of posts have to do, and the page of a declaration.</summary>
internal static class CheckPages
{
    private static readonly string[] filters = ["undecided", "overdue", "authority", "profile"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/checks", List);
        routes.Page("/declarations/{number}", Show);
    }

    private static async Task<IResult> List(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, filters);
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/tasks/checks"));
        var counts = await desk.Ask("/tasks/checks/counts", DeskJson.Default.CheckTaskCountsResponse);
        var list = answer.IsGood ? answer.Read(DeskJson.Default.CheckTaskList) : null;
        return desk.Page<ChecksPage>(
            answer.Status, (nameof(ChecksPage.Of), list), (nameof(ChecksPage.Counts), counts.IsGood ? counts.Read(DeskJson.Default.CheckTaskCountsResponse) : null),
            (nameof(ChecksPage.Chosen), address.Chosen), (nameof(ChecksPage.Problem), answer.IsGood ? null : answer.Problem()), (nameof(ChecksPage.More), address.More(list?.Next)));
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var number = Uri.EscapeDataString(desk.Path("number"));
        var stored = await desk.Ask(HttpMethods.Get, $"/declarations/{number}");
        var control = await desk.Ask(HttpMethods.Get, $"/declarations/{number}/checks");
        if (!stored.IsGood && !control.IsGood)
            throw new Door.ApiRefusedException(stored);
        return desk.Page<DeclarationPage>(
            (nameof(DeclarationPage.Stored), stored.IsGood ? stored.Read(DeskJson.Default.DeclarationResponse) : null),
            (nameof(DeclarationPage.Control), control.IsGood ? control.Read(DeskJson.Default.ControlResponse) : null), (nameof(DeclarationPage.Now), desk.Now), (nameof(DeclarationPage.Done), desk.Query("done")));
    }
}
