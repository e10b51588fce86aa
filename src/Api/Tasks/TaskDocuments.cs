using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Api.Tasks;

internal static class TaskDocuments
{
    public static RouteDocument List() => new RouteDocument("Tasks", Operation.ListTasks, "What waits for you")
        .Text(
            "Drafts by your roles, unit and authority, and between them the open entries of registers that you are responsible for, and those of your authority that nobody is responsible for and your roles can take a step with; the first due first and those without a deadline "
            + "last. `awaited` names the routes of the draft that wait for you, or the steps of the entry that you can take. A page may be short and still have a next one.")
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<TaskList>(200, "A page; without `next` it is the last.", Tasks)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Counts() => new RouteDocument("Tasks", Operation.CountTasks, "How much waits for you")
        .Text(
            $"By the awaited step and by how soon it is due, so that it can be asked for with every page: {TaskEndpoints.MostCounted:N0} drafts that may wait for you, and as many "
            + "entries, are looked at, the first due first, and `atLeast` says where there may be more. Days are those of the clock of your authority; a week ends on Sunday.")
        .Answer<TaskCountsResponse>(200, "As it stands.", CountsExample)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument OfOffice() => new RouteDocument("Tasks", Operation.ListOfficeTasks, "What is open in your office and below it")
        .Text("For heads: all open drafts that your office may know of, its own and those of the offices below it, the first due first and those without a term last.")
        .NarrowedList()
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<OfficeTaskList>(200, "A page; without `next` it is the last.", OfficeTasks)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor(Operation.ListOfficeTasks), Refusals.Away);

    public static RouteDocument OfficeCounts() => new RouteDocument("Tasks", Operation.CountOfficeTasks, "How much is open in your office and below it")
        .Text("For heads: the same drafts, counted by executor, status and how soon they are due, by the clock of your authority.")
        .NarrowedList()
        .Answer<OfficeTaskCountsResponse>(200, "As it stands.", OfficeCountsExample)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor(Operation.CountOfficeTasks), Refusals.Away);

    private static JsonNode Tasks() => new JsonObject
    {
        ["items"] = new JsonArray(new JsonObject
        {
            ["awaited"] = new JsonArray("resolution"),
            ["draft"] = ADraft(),
            ["urgency"] = "ThisWeek",
            ["urgencyName"] = "This week",
        }, new JsonObject
        {
            ["awaited"] = new JsonArray("answer"),
            ["urgency"] = "Later",
            ["urgencyName"] = "Later",
            ["entry"] = Registers.EntryDocuments.Item(),
            ["kindTitle"] = "Appeals of citizens and organisations",
        }),
    };

    private static JsonNode CountsExample() => JsonNode.Parse(
        """
        {
          "total": 7, "atLeast": false, "entries": 0, "steps": [ { "step": "information", "count": 2 }, { "step": "resolution", "count": 5 } ],
          "urgencies": [
            { "urgency": "Late", "urgencyName": "Late", "count": 1 }, { "urgency": "Today", "urgencyName": "Today", "count": 0 },
            { "urgency": "ThisWeek", "urgencyName": "This week", "count": 2 }, { "urgency": "Later", "urgencyName": "Later", "count": 4 },
            { "urgency": "NoTerm", "urgencyName": "No term", "count": 0 }
          ]
        }
        """)!;

    private static JsonNode OfficeTasks() => new JsonObject
    {
        ["items"] = new JsonArray(new JsonObject { ["draft"] = ADraft(), ["urgency"] = "ThisWeek", ["urgencyName"] = "This week" }),
    };

    private static JsonNode OfficeCountsExample() => JsonNode.Parse(
        """
        {
          "items": [
            { "executor": { "subject": "executor-7", "name": "R. A. Zimin" }, "status": "UnderConsideration", "statusName": "Under consideration", "urgency": "Late", "urgencyName": "Late", "count": 3 },
            { "status": "UnderConsideration", "statusName": "Under consideration", "urgency": "Later", "urgencyName": "Later", "count": 12 }
          ]
        }
        """)!;

    private static JsonNode ADraft() => Examples.List()["items"]![0]!.DeepClone();
}
