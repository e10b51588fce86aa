using RmsOrleans.Api.Tasks;

namespace RmsOrleans.Desk.Tasks;

/// <summary>What waits for whoever looks.</summary>
internal static class TaskPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/tasks", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var cursor = desk.Query("cursor") is { } after ? $"&cursor={Uri.EscapeDataString(after)}" : "";
        var tasks = await desk.Get($"/tasks?limit=50{cursor}", DeskJson.Default.TaskList);
        return desk.Page<TasksPage>((nameof(TasksPage.Groups), Urgencies.Of(tasks.Items, desk)), (nameof(TasksPage.Next), tasks.Next));
    }
}

/// <summary>How soon a task is due.</summary>
public enum Urgency
{
    Late,
    Today,
    ThisWeek,
    Later,
    NoTerm,
}

/// <summary>Tasks that are equally urgent.</summary>
public sealed record TaskGroup(Urgency Urgency, ImmutableArray<TaskResponse> Tasks);

internal static class Urgencies
{
    /// <summary>In the order of their urgency; days are those of whoever looks.</summary>
    public static ImmutableArray<TaskGroup> Of(ImmutableArray<TaskResponse> tasks, DeskRequest desk)
    {
        var clock = desk.Context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Domain);
        var today = clock.GetUtcNow().DayIn(desk.Viewer!.Zone);
        return [.. tasks.GroupBy(task => Of(task, today)).OrderBy(group => group.Key).Select(group => new TaskGroup(group.Key, [.. group]))];
    }

    public static Phrase InWords(this Urgency urgency) => urgency switch
    {
        Urgency.Late => new("Late", "Просрочено"),
        Urgency.Today => new("Today", "Сегодня"),
        Urgency.ThisWeek => new("This week", "На этой неделе"),
        Urgency.Later => new("Later", "Позже"),
        Urgency.NoTerm => new("No term", "Без срока"),
    };

    private static Urgency Of(TaskResponse task, DateOnly today)
    {
        if (task.Draft.Overdue)
            return Urgency.Late;
        if (task.Draft.Deadline is not { LastDay: var last })
            return Urgency.NoTerm;
        var sunday = today.AddDays((7 - (int)today.DayOfWeek) % 7);
        return last <= today ? Urgency.Today : last <= sunday ? Urgency.ThisWeek : Urgency.Later;
    }
}
