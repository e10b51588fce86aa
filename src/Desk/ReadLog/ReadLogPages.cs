using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.ReadLog;

/// <summary>Who read what, for auditors.</summary>
internal static class ReadLogPages
{
    /// <summary>By which the log is shown.</summary>
    private static readonly TimeZoneInfo clock = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/read-log", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, "number", "reader", "what", "from", "until", "draft");
        var times = new Dictionary<string, string?>();
        var unreadable = new List<(string, string)>();
        foreach (var name in (string[])["from", "until"])
        {
            if (address.Chosen.GetValueOrDefault(name) is not { } text)
                continue;
            times[name] = MomentText.Edge(text, clock, isEnd: name == "until");
            if (times[name] is null)
                unreadable.Add(($"/{name}", desk.In(MomentText.Expected)));
        }
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/read-log", times.Where(each => each.Value is not null).ToDictionary()));
        if (answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            throw new ApiRefusedException(answer);

        var reads = answer.IsGood ? answer.Read(DeskJson.Default.ReadList) : null;
        var problem = answer.IsGood ? null : Said(answer.Problem(), unreadable);
        return desk.Page<ReadLogPage>(
            answer.Status, (nameof(ReadLogPage.Reads), reads), (nameof(ReadLogPage.Chosen), address.Chosen), (nameof(ReadLogPage.Problem), problem),
            (nameof(ReadLogPage.More), address.More(reads?.Next)));
    }

    private static ApiProblem Said(ApiProblem problem, List<(string Pointer, string Fault)> unreadable) =>
        problem with { Faults = [.. problem.Faults.Where(fault => unreadable.All(each => each.Pointer != fault.Pointer)), .. unreadable] };
}
