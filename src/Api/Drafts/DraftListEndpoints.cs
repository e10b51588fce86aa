using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
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
            context.Request.Query, "status", "authority", "executor", "overdue", "dueBefore", "responsible", "territory", "kind", "registeredFrom", "registeredTo",
            "text", "sort", "limit", "cursor");
        var (filter, limit, after) = DraftFilters.Read(query, DraftFilters.Sorts);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await queries.Page(filter, context.Actor(), after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var next = rows.Count > limit ? filter.Order.CursorOf(shown[^1]).Write(filter) : null;
        return Answers.Ok(new DraftList([.. shown.Select(row => Item(row, times))], next), DraftResponseJson.Default.DraftList);
    }

    /// <summary>A row as lists show it.</summary>
    public static DraftListItem Item(DraftHead row, LocalTimes times)
    {
        var zone = times.ZoneOf(row.Authority);
        return new DraftListItem(
            row.Id, row.Number, row.Version, row.Status, row.Authority, row.Kind, row.Title, row.Territory, row.Mode, row.PreparedAt.In(zone),
            row.ChangedAt.In(zone), row.RegisteredAt?.In(zone), row.ReadExecutor(), row.ResponsibleUnit, DeadlineResponse.Of(row.Deadline, times), row.Overdue);
    }
}

/// <summary>Filters of lists of drafts, from the query of a request.</summary>
internal static class DraftFilters
{
    private const int LongestExecutor = 200;
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    /// <summary>The parameters that lists of drafts, lists of registrations, registers and counts have in common.</summary>
    public static readonly ImmutableArray<string> Common = ["status", "authority", "overdue", "territory", "kind", "registeredFrom", "registeredTo"];

    /// <summary>The orders of a list of drafts, the usual one first. A minus is for the newest first.</summary>
    public static readonly ImmutableArray<(string Name, DraftOrder Order)> Sorts =
    [
        ("-preparedAt", default), ("preparedAt", new(ByRegistration: false, OldestFirst: true)), .. SortsOfRegistrations,
    ];

    /// <summary>Those of a list of registrations.</summary>
    public static ImmutableArray<(string Name, DraftOrder Order)> SortsOfRegistrations =>
        [("-registeredAt", new(ByRegistration: true, OldestFirst: false)), ("registeredAt", new(ByRegistration: true, OldestFirst: true))];

    /// <summary>The filter with page size and cursor, or every fault of the query.</summary>
    public static (DraftFilter Filter, int Limit, ListCursor? After) Read(QueryParameters query, ImmutableArray<(string Name, DraftOrder Order)> sorts)
    {
        var filter = ReadFilter(query) with { Order = ReadOrder(query, sorts) };
        if (filter.Text is not null && filter.Order != sorts[0].Order)
            query.Refuse("sort", $"What is found by a text goes by {sorts[0].Name}.", $"Найденное по тексту упорядочивается по {sorts[0].Name}.");

        var after = query.Text("cursor") is { } cursor ? DraftCursors.Read(cursor, filter) : null;
        if (after is null && query.Text("cursor") is not null)
        {
            query.Refuse(
                "cursor",
                "This is not a cursor of a list with these filters. Begin again without one.",
                "Это не курсор списка с такими условиями отбора. Начните без курсора.");
        }
        return (filter, Pages.Limit(query), after);
    }

    /// <summary>Those of these filters that the query may have.</summary>
    public static DraftFilter ReadFilter(QueryParameters query)
    {
        var filter = new DraftFilter(
            query.Name<DraftStatus>("status"),
            ReadAuthority(query, "authority"),
            query.Text("executor"),
            query.Value<bool>("overdue", QueryParameters.TrueOrFalse, QueryParameters.ReadBool),
            query.Value<DateTimeOffset>("dueBefore", TimeText.InAQuery, TimeText.TryRead),
            query.Name<Territory>("territory"),
            query.Text("text") is { } text ? TextQuery.Read(text) : null,
            ReadAuthority(query, "responsible"),
            query.Name<ProfileKind>("kind"),
            ReadDay(query, "registeredFrom"),
            ReadDay(query, "registeredTo"));
        if (filter.Executor is { } executor && (executor.Length is 0 or > LongestExecutor || executor.Any(char.IsControl)))
            query.Refuse("executor", $"Expected 1 to {LongestExecutor} characters.", $"Ожидается от 1 до {LongestExecutor} символов.");

        if (filter.Text is null && query.Text("text") is not null)
            query.Refuse("text", $"Expected {TextQuery.Expected.En}.", $"Ожидается {TextQuery.Expected.Ru}.");
        if (filter.RegisteredTo < filter.RegisteredFrom)
            query.Refuse("registeredTo", "The last day lies before the first.", "Последний день раньше первого.");
        return filter;
    }

    private static DraftOrder ReadOrder(QueryParameters query, ImmutableArray<(string Name, DraftOrder Order)> sorts)
    {
        if (query.Text("sort") is not { } named)
            return sorts[0].Order;
        if (sorts.Any(sort => sort.Name == named))
            return sorts.First(sort => sort.Name == named).Order;

        query.Refuse(
            "sort",
            $"Expected one of {string.Join(", ", sorts.Select(sort => sort.Name))}.",
            $"Ожидается одно из значений: {string.Join(", ", sorts.Select(sort => sort.Name))}.");
        return default;
    }

    private static DateOnly? ReadDay(QueryParameters query, string name) => query.Value(
        name, new($"a day such as 2026-12-01, in a year from {FirstYear} to {LastYear}", $"дата вида 2026-12-01, год – с {FirstYear} по {LastYear}"),
        (string text, out DateOnly day) => DayText.TryRead(text, out day)
            && day.Year is >= FirstYear and <= LastYear);

    private static AuthorityCode? ReadAuthority(QueryParameters query, string name) =>
        query.Value<AuthorityCode>(name, AuthorityCode.Form, AuthorityCode.TryParse);
}

/// <summary>Cursors of lists of drafts as texts.</summary>
internal static class DraftCursors
{
    public static string Write(this ListCursor cursor, DraftFilter filter) => DraftPlace.Write(cursor.At.ToUnixTimeMilliseconds(), cursor.Id, Text(filter));

    /// <summary>Null if this is not a cursor of a list with this filter, or is one over a moment that does not exist.</summary>
    public static ListCursor? Read(string text, DraftFilter filter) =>
        DraftPlace.Read(text, Text(filter)) is { } place
        && place.At >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
        && place.At <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new ListCursor(DateTimeOffset.FromUnixTimeMilliseconds(place.At), place.Id)
            : null;

    private static string Text(DraftFilter filter) => string.Join(
        '\n', filter.Status, filter.Authority, filter.Executor, filter.Overdue, filter.DueBefore?.ToUnixTimeMilliseconds(), filter.Territory,
        filter.Text, filter.Responsible, filter.Kind, filter.RegisteredFrom?.DayNumber, filter.RegisteredTo?.DayNumber,
        $"{filter.Order.Member} {filter.Order.Direction}");
}
