using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Lists of drafts.</summary>
internal sealed class DraftListEndpoints(DraftListQueries queries, DraftItems items, LocalTimes times)
{
    /// <summary>The parameters that narrow a list of drafts.</summary>
    public static readonly ImmutableArray<string> Narrowing =
    [
        .. DraftFilters.Common, "executor", "dueBefore", "dueFrom", "dueTo", "responsible", "mode", "area", "preparedFrom", "preparedTo", "text",
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/drafts", routes.ServiceProvider.GetRequiredService<DraftListEndpoints>().List).Described(DraftDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. Narrowing, "sort", "limit", "cursor"]);
        var (filter, limit, after) = DraftFilters.Read(query, DraftFilters.Sorts, times.ZoneOf(context.Actor().Authority));
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await queries.Page(filter, context.Actor(), after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var next = rows.Count > limit ? filter.Order.CursorOf(shown[^1]).Write(filter) : null;
        return Answers.Ok(new DraftList([.. shown.Select(items.Of)], next), DraftResponseJson.Default.DraftList);
    }
}

/// <summary>Drafts as lists show them.</summary>
internal sealed class DraftItems(LocalTimes times, IReferenceData reference)
{
    public DraftListItem Of(DraftHead row)
    {
        var zone = times.ZoneOf(row.Authority);
        return new DraftListItem(
            row.Id, row.Number, row.Version, row.Status, row.Authority, row.Kind, row.Title, row.Territory, row.Mode, row.PreparedAt.In(zone),
            row.ChangedAt.In(zone), row.RegisteredAt?.In(zone), row.ReadExecutor(), row.ResponsibleUnit, DeadlineResponse.Of(row.Deadline, times), row.Overdue,
            reference.Current.Authorities.NameOf(row.Authority));
    }
}
