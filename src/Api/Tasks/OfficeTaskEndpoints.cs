using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tasks;

namespace RmsOrleans.Api.Tasks;

/// <summary>What heads look at: the open drafts of their office and of those below it, by when they are due and who has them in hand.</summary>
internal sealed class OfficeTaskEndpoints(
    DraftListQueries lists, OfficeTaskCounts counts, DraftItems items, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private static readonly ImmutableArray<(string Name, DraftOrder Order)> sorts = [("due", DraftOrder.FirstDue)];

    /// <summary>What is found by a text does not go by its due time.</summary>
    private static readonly ImmutableArray<string> narrowing = DraftListEndpoints.Narrowing.Remove("text");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<OfficeTaskEndpoints>();
        routes.MapRead("/tasks/office", endpoints.List).Described(TaskDocuments.OfOffice());
        routes.MapRead("/tasks/office/counts", endpoints.Count).Described(TaskDocuments.OfficeCounts());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var actor = context.Actor();
        if (PermissionTable.Of(Operation.ListOfficeTasks).Refuse(actor) is { } refusal)
            return new RefusalAnswer(refusal);

        var query = new QueryParameters(context.Request.Query, [.. narrowing, "limit", "cursor"]);
        var (filter, limit, after) = DraftFilters.Read(query, sorts, times.ZoneOf(actor.Authority), onlyOpen: true);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await lists.Page(filter, actor, after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var next = rows.Count > limit ? filter.Order.CursorOf(shown[^1]).Write(filter) : null;
        var days = Days(actor);
        return Answers.Ok(
            new OfficeTaskList([.. shown.Select(row => new OfficeTaskResponse(items.Of(row), days.Of(row.Deadline?.DueAt, row.Overdue)))], next),
            TaskResponseJson.Default.OfficeTaskList);
    }

    private async Task<IResult> Count(HttpContext context)
    {
        var actor = context.Actor();
        if (PermissionTable.Of(Operation.CountOfficeTasks).Refuse(actor) is { } refusal)
            return new RefusalAnswer(refusal);

        var query = new QueryParameters(context.Request.Query, [.. narrowing]);
        var (filter, _, _) = DraftFilters.Read(query, sorts, times.ZoneOf(actor.Authority), onlyOpen: true);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await counts.By(filter, actor, Days(actor), context.RequestAborted);
        return Answers.Ok(
            new OfficeTaskCountsResponse([.. rows.Select(row => new OfficeTaskCount(
                row.Executor is null ? null : new Official(row.Executor, row.ExecutorName ?? ""), Enum.Parse<DraftStatus>(row.Status), Enum.Parse<Urgency>(row.Urgency), row.Count))]),
            TaskResponseJson.Default.OfficeTaskCountsResponse);
    }

    private UrgencyDays Days(Actor actor) => UrgencyDays.Of(clock.GetUtcNow(), times.ZoneOf(actor.Authority));
}
