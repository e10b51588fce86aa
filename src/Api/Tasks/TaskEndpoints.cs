using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tasks;

namespace RmsOrleans.Api.Tasks;

/// <summary>A draft that waits for the caller; <paramref name="Awaited"/> names the routes by which the caller can take it on.</summary>
public sealed record TaskResponse(ImmutableArray<string> Awaited, DraftListItem Draft);

/// <summary>A page of tasks; <paramref name="Next"/> is the cursor of the page after it, if there may be one.</summary>
public sealed record TaskList(ImmutableArray<TaskResponse> Items, string? Next);

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
            query.Refuse("cursor", "This is not a cursor of a list of tasks. Begin again without one.", "Это не курсор списка задач. Начните без курсора.");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var (tasks, next) = await Page(context, after, limit);
        return Answers.Ok(new TaskList(tasks, next?.Write()), TaskResponseJson.Default.TaskList);
    }

    private async Task<(ImmutableArray<TaskResponse> Tasks, TaskCursor? Next)> Page(HttpContext context, TaskCursor? after, int limit)
    {
        var actor = context.Actor();
        var tasks = ImmutableArray.CreateBuilder<TaskResponse>();
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
                    tasks.Add(new TaskResponse(steps, DraftListEndpoints.Item(row, times)));
                after = TaskCursor.Of(row);
            }
            if (rows.Count < atOnce)
                return (tasks.ToImmutable(), null);
        }
        return (tasks.ToImmutable(), after);
    }
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TaskList))]
internal sealed partial class TaskResponseJson : JsonSerializerContext;

/// <summary>Cursors of lists of tasks as texts.</summary>
internal static class TaskCursors
{
    private const string List = "tasks";

    public static string Write(this TaskCursor cursor) => DraftPlace.Write(cursor.Due, cursor.Id, List);

    /// <summary>Null if this is not a cursor of a list of tasks.</summary>
    public static TaskCursor? Read(string text) => DraftPlace.Read(text, List) is { } place ? new TaskCursor(place.At, place.Id) : null;
}

internal static class TaskDocuments
{
    public static RouteDocument List() => new RouteDocument("Tasks", Operation.ListTasks, "What waits for you")
        .Text(
            "By your roles, unit and authority, the first due first and those without a deadline last. `awaited` names the routes of the draft that "
            + "wait for you. A page may be short and still have a next one.")
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<TaskList>(200, "A page; without `next` it is the last.", Tasks)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    private static JsonNode Tasks() => new JsonObject
    {
        ["items"] = new JsonArray(new JsonObject { ["awaited"] = new JsonArray("resolution"), ["draft"] = Examples.List()["items"]![0]!.DeepClone() }),
    };
}

/// <summary>Of all that a person can do with a draft, what the draft waits for; the rest, such as to withdraw it, is merely possible.</summary>
internal sealed class AwaitedSteps(NextSteps steps)
{
    /// <summary>Routes, in the order of the work; none if the draft waits for somebody else.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => [.. steps.For(actor, draft).Where(route => IsAwaited(route, actor, draft))];

    private bool IsAwaited(string route, Actor actor, Draft draft) => route switch
    {
        Withdraw.Route or Discard.Route or ConveneMeeting.Route or ChangeMeetingUnits.Route or CancelMeeting.Route => false,
        CorrectAddressee.Route or ReplaceUnit.Route or Attach.Route or Detach.Route => false,
        RefuseVisa.Route or RefuseProfileVisa.Route or ReturnOpinion.Route or ReturnProfile.Route => false, // the other side of what is awaited
        Edit.Route => draft.Paperwork.Signature is null && (actor.Unit is null || steps.IsUnitOf(actor, draft)),
        AssignExecutor.Route => draft.Executor is null,
        Resolve.Route => draft.Status is DraftStatus.UnderConsideration or DraftStatus.FinalisationByFcs,
        EditProfile.Route => false, // what is awaited is that it is declared prepared
        _ => true,
    };
}
