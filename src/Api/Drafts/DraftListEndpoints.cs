using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Lists of drafts.</summary>
internal sealed class DraftListEndpoints(DraftListQueries queries, LocalTimes times)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/drafts", routes.ServiceProvider.GetRequiredService<DraftListEndpoints>().List).Described(DraftDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(
            context.Request.Query, "status", "authority", "executor", "overdue", "dueBefore", "responsible", "territory", "text", "limit", "cursor");
        var (filter, limit, after) = DraftFilters.Read(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await queries.Page(filter, context.Actor(), after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var next = rows.Count > limit ? new ListCursor(shown[^1].PreparedAt, shown[^1].Id).Write(filter) : null;
        return Answers.Ok(new DraftList([.. shown.Select(row => Item(row, times))], next), DraftAnswerJson.Default.DraftList);
    }

    /// <summary>A row as lists show it.</summary>
    public static DraftListItem Item(DraftHead row, LocalTimes times)
    {
        var zone = times.ZoneOf(row.Authority);
        return new DraftListItem(
            row.Id, row.Number, row.Version, row.Status, row.Authority, row.Kind, row.Title, row.Territory, row.Mode, row.PreparedAt.In(zone),
            row.ChangedAt.In(zone), row.RegisteredAt?.In(zone), row.ReadExecutor(), row.ResponsibleUnit, DeadlineAnswer.Of(row.Deadline, zone), row.Overdue);
    }
}
