using System.Text.Json.Nodes;

namespace RmsOrleans.Api.Tasks;

internal static class TaskDocuments
{
    public static RouteDocument List() => new RouteDocument("Tasks", Operation.ListTasks, "What waits for you")
        .Text(
            "By your roles, unit and authority, the first due first and those without a deadline last. `awaited` names the routes of the draft that "
            + "wait for you. A page may be short and still have a next one.")
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50")
        .Query("cursor", "`next` of the page before.")
        .Answer<TaskList>(200, "A page; without `next` it is the last.", Tasks)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    private static JsonNode Tasks() => new JsonObject
    {
        ["items"] = new JsonArray(new JsonObject { ["awaited"] = new JsonArray("resolution"), ["draft"] = Examples.List()["items"]![0]!.DeepClone() }),
    };
}
