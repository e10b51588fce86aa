using RmsOrleans.Api.Drafts;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tasks;

namespace RmsOrleans.Api.Tasks;

/// <summary>A draft that waits for the caller; <paramref name="Awaited"/> names the routes by which the caller can take it on.</summary>
public sealed record TaskAnswer(ImmutableArray<string> Awaited, DraftListItem Draft);

/// <summary>A page of tasks; <paramref name="Next"/> is the cursor of the page after it, if there may be one.</summary>
public sealed record TaskList(ImmutableArray<TaskAnswer> Items, string? Next);

/// <summary>What waits for the caller, by role and unit, the first due first.</summary>
internal sealed class TaskEndpoints(TaskQueries queries, DraftQueries drafts, AwaitedSteps awaited, LocalTimes times)
{
    /// <summary>Each candidate is read whole, so a page looks at so many at the most; it may then be short, or empty, and still go on.</summary>
    private const int MostLookedAt = 400;

    private const int FewestAtOnce = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/tasks", routes.ServiceProvider.GetRequiredService<TaskEndpoints>().List).Described(TaskDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "limit", "cursor");
        var limit = Pages.Limit(query);
        var after = query.Text("cursor") is { } cursor ? TaskCursors.Read(cursor) : null;
        if (after is null && query.Text("cursor") is not null)
            query.Refuse("cursor", "This is not a cursor of a list of tasks. Begin again without one.");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var (tasks, next) = await Page(context, after, limit);
        return Answers.Ok(new TaskList(tasks, next?.Write()), TaskAnswerJson.Default.TaskList);
    }

    private async Task<(ImmutableArray<TaskAnswer> Tasks, TaskCursor? Next)> Page(HttpContext context, TaskCursor? after, int limit)
    {
        var actor = context.Actor();
        var tasks = ImmutableArray.CreateBuilder<TaskAnswer>();
        var atOnce = Math.Max(limit, FewestAtOnce);
        for (var lookedAt = 0; tasks.Count < limit && lookedAt < MostLookedAt; lookedAt += atOnce)
        {
            var rows = await queries.Candidates(actor, after, atOnce, context.RequestAborted);
            foreach (var (row, draft) in await drafts.Whole(rows, context.RequestAborted))
            {
                if (tasks.Count == limit)
                    return (tasks.ToImmutable(), after);

                var steps = awaited.For(actor, draft);
                if (!steps.IsEmpty)
                    tasks.Add(new TaskAnswer(steps, DraftListEndpoints.Item(row, times)));
                after = TaskCursor.Of(row);
            }
            if (rows.Count < atOnce)
                return (tasks.ToImmutable(), null);
        }
        return (tasks.ToImmutable(), after);
    }
}
