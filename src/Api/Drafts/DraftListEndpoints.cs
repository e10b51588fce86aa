using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Search;

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
            row.ChangedAt.In(zone), row.RegisteredAt?.In(zone), row.ReadExecutor(), row.ResponsibleUnit, DeadlineAnswer.Of(row.Deadline, times), row.Overdue);
    }
}

/// <summary>Filters of lists of drafts, from the query of a request.</summary>
internal static class DraftFilters
{
    private const int LongestExecutor = 200;

    /// <summary>The filter with page size and cursor, or every fault of the query.</summary>
    public static (DraftFilter Filter, int Limit, ListCursor? After) Read(QueryParameters query)
    {
        var filter = new DraftFilter(
            query.Name<DraftStatus>("status"),
            ReadAuthority(query, "authority"),
            query.Text("executor"),
            query.Value<bool>("overdue", "true or false", QueryParameters.ReadBool),
            query.Value<DateTimeOffset>("dueBefore", "a time with its offset, such as 2026-12-01T00:00:00Z (a plus sign is written %2B)", TimeText.TryRead),
            query.Name<Territory>("territory"),
            query.Text("text") is { } text ? TextQuery.Read(text) : null,
            ReadAuthority(query, "responsible"));
        if (filter.Executor is { } executor && (executor.Length is 0 or > LongestExecutor || executor.Any(char.IsControl)))
            query.Refuse("executor", $"Expected 1 to {LongestExecutor} characters.");

        if (filter.Text is null && query.Text("text") is not null)
            query.Refuse("text", $"Expected {TextQuery.Expected}.");

        var after = query.Text("cursor") is { } cursor ? DraftCursors.Read(cursor, filter) : null;
        if (after is null && query.Text("cursor") is not null)
            query.Refuse("cursor", "This is not a cursor of a list with these filters. Begin again without one.");
        return (filter, Pages.Limit(query), after);
    }

    private static AuthorityCode? ReadAuthority(QueryParameters query, string name) =>
        query.Value<AuthorityCode>(name, "an eight-digit authority code that begins with 10", AuthorityCode.TryParse);
}

/// <summary>Cursors of lists of drafts as texts.</summary>
internal static class DraftCursors
{
    public static string Write(this ListCursor cursor, DraftFilter filter) => DraftPlace.Write(cursor.PreparedAt.ToUnixTimeMilliseconds(), cursor.Id, Text(filter));

    /// <summary>Null if this is not a cursor of a list with this filter, or is one over a moment that does not exist.</summary>
    public static ListCursor? Read(string text, DraftFilter filter) =>
        DraftPlace.Read(text, Text(filter)) is { } place
        && place.At >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
        && place.At <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new ListCursor(DateTimeOffset.FromUnixTimeMilliseconds(place.At), place.Id)
            : null;

    private static string Text(DraftFilter filter) => string.Join(
        '\n', filter.Status, filter.Authority, filter.Executor, filter.Overdue, filter.DueBefore?.ToUnixTimeMilliseconds(), filter.Territory,
        filter.Text, filter.Responsible);
}
