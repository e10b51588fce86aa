using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Registers;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tasks;

namespace RmsOrleans.Api.Tasks;

/// <summary>What waits for the caller, by role and unit, the first due first.</summary>
internal sealed class TaskEndpoints(
    TaskQueries queries, DraftOutlines outlines, AwaitedSteps awaited, EntryTasks entries, DraftItems items, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>The rules look at each candidate, so a page has so many looked at at the most; it may then be short, or empty, and still go on.</summary>
    private const int MostLookedAt = 400;

    private const int FewestAtOnce = 50;

    /// <summary>Drafts that are looked at to be counted; who has more before them is told that there are at least so many.</summary>
    public const int MostCounted = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<TaskEndpoints>();
        routes.MapRead("/tasks", endpoints.List).Described(TaskDocuments.List());
        routes.MapRead("/tasks/counts", endpoints.Count).Described(TaskDocuments.Counts());
    }

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

    private async Task<IResult> Count(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        var days = Days(actor);
        var mine = entries.Rows(actor, null, MostCounted, context.RequestAborted);
        var rows = await queries.Candidates(actor, null, MostCounted + 1, context.RequestAborted);
        var (steps, urgencies, total) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new int[Enum.GetValues<Urgency>().Length], 0);
        foreach (var (row, draft) in await Outlined([.. rows.Take(MostCounted)], context))
        {
            var waiting = awaited.For(actor, draft);
            foreach (var step in waiting)
                steps[step] = steps.GetValueOrDefault(step) + 1;
            if (waiting.IsEmpty)
                continue;
            urgencies[(int)days.Of(row.Deadline?.DueAt, row.Overdue)]++;
            total++;
        }
        var ofEntries = (await mine).Take(MostCounted).Select(row => entries.UrgencyOf(row, actor, days)).OfType<Urgency>().ToArray();
        foreach (var urgency in ofEntries)
            urgencies[(int)urgency]++;
        return Answers.Ok(
            new TaskCountsResponse(
                total + ofEntries.Length, rows.Count > MostCounted || mine.Result.Count > MostCounted, ofEntries.Length, [.. steps.Select(step => new StepCount(step.Key, step.Value))],
                [.. urgencies.Select((count, urgency) => new UrgencyCount((Urgency)urgency, count))]),
            TaskResponseJson.Default.TaskCountsResponse);
    }

    private Task<List<OutlinedDraft>> Outlined(List<TaskCandidate> candidates, HttpContext context) =>
        outlines.Of([.. candidates.Select(each => (each.Id, each.LastLine))], context.RequestAborted);

    /// <summary>By the clock of the caller's authority.</summary>
    private UrgencyDays Days(Actor actor) => UrgencyDays.Of(clock.GetUtcNow(), times.ZoneOf(actor.Authority));

    /// <summary>Drafts as far as the rules say that they wait, and between them, where they are due, the caller's entries, which are asked for meanwhile.</summary>
    private async Task<(ImmutableArray<TaskResponse> Tasks, TaskCursor? Next)> Page(HttpContext context, TaskCursor? after, int limit)
    {
        var actor = context.Actor();
        var days = Days(actor);
        var page = new TaskPage(limit, after);
        var asked = entries.Rows(actor, after is null ? null : new(after.Due, after.Id.Value), limit, context.RequestAborted);
        var atOnce = Math.Max(limit, FewestAtOnce);
        for (var lookedAt = 0; !page.IsFull && lookedAt < MostLookedAt; lookedAt += atOnce)
        {
            var rows = await queries.Candidates(actor, page.Place, atOnce, context.RequestAborted);
            page.Waiting ??= new(await asked, limit);
            foreach (var (candidate, (row, draft)) in rows.Zip(await Outlined(rows, context)))
            {
                var place = TaskCursor.Of(candidate);
                if (!await AddEntries(page, place, actor, days, context.RequestAborted))
                    return (page.Tasks, page.Place);

                var steps = awaited.For(actor, draft);
                page.Add(steps.IsEmpty ? null : new TaskResponse(steps, items.Of(row), days.Of(row.Deadline?.DueAt, row.Overdue)), place);
            }
            if (rows.Count < atOnce)
            {
                await AddEntries(page, null, actor, days, context.RequestAborted);
                return (page.Tasks, page.Waiting.IsDone ? null : page.Place);
            }
        }
        return (page.Tasks, page.Place);
    }

    /// <summary>Those that come before a place; all, where none is named. False if the page has to end here.</summary>
    private async Task<bool> AddEntries(TaskPage page, TaskCursor? before, Actor actor, UrgencyDays days, CancellationToken cancellation)
    {
        while (!page.IsFull && page.Waiting!.Before(before) is { } row)
        {
            var task = entries.Of(row, actor, days);
            page.Add(
                task is null ? null : new TaskResponse(await entries.Steps(row, actor, cancellation), null, task.Urgency, task.Entry, task.KindTitle), WaitingEntries.PlaceOf(row));
            if (page.Waiting.HasMoreUnread)
                return false;
        }
        return !page.IsFull;
    }

    /// <summary>A page that is being filled, and the place behind all that was looked at for it.</summary>
    private sealed class TaskPage(int limit, TaskCursor? after)
    {
        private readonly ImmutableArray<TaskResponse>.Builder tasks = ImmutableArray.CreateBuilder<TaskResponse>();

        public ImmutableArray<TaskResponse> Tasks => tasks.ToImmutable();

        public TaskCursor? Place { get; private set; } = after;

        public bool IsFull => tasks.Count == limit;

        public WaitingEntries? Waiting { get; set; }

        /// <param name="task">Null where it waits for somebody else.</param>
        public void Add(TaskResponse? task, TaskCursor place)
        {
            if (task is not null)
                tasks.Add(task);
            Place = place;
        }
    }

    /// <summary>Entries that are not yet on the page.</summary>
    private sealed class WaitingEntries(List<EntryHead> rows, int limit)
    {
        private int taken;

        private bool IsEmpty => taken == rows.Count;

        public bool IsDone => IsEmpty && !HasMoreUnread;

        /// <summary>All that were read are taken, and there are others.</summary>
        public bool HasMoreUnread => IsEmpty && rows.Count > limit;

        public static TaskCursor PlaceOf(EntryHead row)
        {
            var place = EntryTasks.PlaceOf(row);
            return new(place.Due, new(place.Id));
        }

        public EntryHead? Before(TaskCursor? place)
        {
            if (IsEmpty || (place is not null && (PlaceOf(rows[taken]) is var next && (next.Due, next.Id.Value).CompareTo((place.Due, place.Id.Value)) >= 0)))
                return null;
            return rows[taken++];
        }
    }
}

/// <summary>Cursors of lists of tasks as texts.</summary>
internal static class TaskCursors
{
    private const string List = "tasks";

    public static string Write(this TaskCursor cursor) => DraftPlace.Write(cursor.Due, cursor.Id, List);

    /// <summary>Null if this is not a cursor of a list of tasks.</summary>
    public static TaskCursor? Read(string text) => DraftPlace.Read(text, List) is { } place ? new TaskCursor(place.At, place.Id) : null;
}

/// <summary>Of all that a person can do with a draft, what the draft waits for; the rest, such as to withdraw it, is merely possible.</summary>
internal sealed class AwaitedSteps(NextSteps steps)
{
    /// <summary>Routes, in the order of the work; none if the draft waits for somebody else.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => steps.For(actor, draft, route => IsAwaited(route, actor, draft));

    internal bool IsAwaited(string route, Actor actor, Draft draft) => route switch
    {
        Withdraw.Route or Discard.Route or ConveneMeeting.Route or ChangeMeetingUnits.Route or CancelMeeting.Route => false,
        CorrectAddressee.Route or ReplaceUnit.Route or Attach.Route or Detach.Route or AttachTrialRun.Route => false,
        RefuseVisa.Route or RefuseProfileVisa.Route or ReturnOpinion.Route or ReturnProfile.Route => false, // the other side of what is awaited
        Edit.Route => draft.Paperwork.Signature is null && (actor.Unit is null || steps.IsUnitOf(actor, draft)),
        AssignExecutor.Route => draft.Executor is null,
        Resolve.Route => draft.Status is DraftStatus.UnderConsideration or DraftStatus.FinalisationByFcs,
        EditProfile.Route => false, // what is awaited is that it is declared prepared
        _ => true,
    };
}
