using RmsOrleans.Api.Tasks;
using RmsOrleans.Desk.Charts;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Tasks;

/// <summary>What waits for whoever looks; for heads also what is open in their office and below it.</summary>
internal static class TaskPages
{
    public const string Path = $"{Places.Prefix}/tasks";

    /// <summary>The list of the office, which is one page with that of one's own.</summary>
    private const string OfOffice = "office";

    private static readonly ImmutableArray<string> filters = ["executor", "status", "overdue", "authority"];

    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/tasks", desk => desk.Query("of") == OfOffice ? ShowOffice(desk) : Show(desk));

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var address = ListAddress.Of(desk);
        var tasks = await desk.Get(address.Asks("/tasks"), DeskJson.Default.TaskList);
        var counts = await desk.Ask("/tasks/counts", DeskJson.Default.TaskCountsResponse);
        var profiles = await desk.Get("/tasks/profiles", DeskJson.Default.ProfileTaskList);
        var checks = desk.Viewer!.MayDo("listCheckTasks") ? await desk.Ask("/tasks/checks/counts", DeskJson.Default.CheckTaskCountsResponse) : null;
        return desk.Page<TasksPage>(
            (nameof(TasksPage.Checks), checks is { IsGood: true } ? checks.Read(DeskJson.Default.CheckTaskCountsResponse) : null),
            (nameof(TasksPage.Groups), tasks.Items.GroupBy(task => task.Urgency).OrderBy(group => group.Key).Select(group => new TaskGroup(group.Key, [.. group])).ToImmutableArray()),
            (nameof(TasksPage.Counts), counts.IsGood ? counts.Read(DeskJson.Default.TaskCountsResponse) : null),
            (nameof(TasksPage.Profiles), profiles), (nameof(TasksPage.More), address.More(tasks.Next)));
    }

    private static async Task<IResult> ShowOffice(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, [.. filters, "of"]);
        var asked = address.Asks("/tasks/office", new Dictionary<string, string?> { ["of"] = null });
        var tasks = await desk.Get(asked, DeskJson.Default.OfficeTaskList);
        var only = address.Chosen.GetValueOrDefault("authority") is { } authority ? $"authority={Uri.EscapeDataString(authority)}" : "";
        var counts = await desk.Get($"/tasks/office/counts?{only}", DeskJson.Default.OfficeTaskCountsResponse);
        var open = await desk.Get($"/drafts/counts?by=authority,status&open=true&{only}", DeskJson.Default.DraftCountsResponse);
        return desk.Page<OfficeTasksPage>(
            (nameof(OfficeTasksPage.Tasks), tasks.Items), (nameof(OfficeTasksPage.Counts), counts.Items), (nameof(OfficeTasksPage.Chosen), address.Chosen),
            (nameof(OfficeTasksPage.Statuses), BarsOfCounts.ByStatus(open.Items, desk)),
            (nameof(OfficeTasksPage.Authorities), BarsOfCounts.ByAuthority(open.Items, desk, code => $"{Path}?of={OfOffice}&authority={code}")),
            (nameof(OfficeTasksPage.StatusNames), BarsOfCounts.Statuses(open.Items).Select(status => desk.In(status.InWords())).ToImmutableArray()),
            (nameof(OfficeTasksPage.More), address.More(tasks.Next)));
    }
}

/// <summary>Tasks that are equally urgent.</summary>
public sealed record TaskGroup(Urgency Urgency, ImmutableArray<TaskResponse> Tasks);
