using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Api.Drafts;

/// <summary>Filters of lists of drafts, from the query of a request.</summary>
internal static class DraftFilters
{
    private const int LongestExecutor = 200;
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    /// <summary>The parameters that lists of drafts, lists of registrations, registers and counts have in common.</summary>
    public static readonly ImmutableArray<string> Common = ["status", "open", "authority", "overdue", "territory", "kind", "registeredFrom", "registeredTo"];

    /// <summary>The orders of a list of drafts, the usual one first. A minus is for the newest first.</summary>
    public static readonly ImmutableArray<(string Name, DraftOrder Order)> Sorts =
    [
        ("-preparedAt", default), ("preparedAt", new(ByRegistration: false, OldestFirst: true)), .. SortsOfRegistrations, ("due", DraftOrder.FirstDue),
    ];

    /// <summary>Those of a list of registrations.</summary>
    public static ImmutableArray<(string Name, DraftOrder Order)> SortsOfRegistrations =>
        [("-registeredAt", new(ByRegistration: true, OldestFirst: false)), ("registeredAt", new(ByRegistration: true, OldestFirst: true))];

    /// <summary>The filter with page size and cursor, or every fault of the query.</summary>
    /// <param name="zone">The caller's, by whose clock days are meant; null where the query cannot name such days.</param>
    public static (DraftFilter Filter, int Limit, ListCursor? After) Read(
        QueryParameters query, ImmutableArray<(string Name, DraftOrder Order)> sorts, ZoneHistory? zone = null, bool onlyOpen = false)
    {
        var filter = ReadFilter(query, zone) with { Order = ReadOrder(query, sorts) };
        if (onlyOpen)
            filter = filter with { Statuses = [.. (filter.Statuses ?? DraftOrder.EveryStatus).Where(status => status.IsOpen())] };
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
    public static DraftFilter ReadFilter(QueryParameters query, ZoneHistory? zone = null)
    {
        var filter = new DraftFilter(
            ReadStatuses(query),
            ReadAuthority(query, "authority"),
            query.Text("executor"),
            query.Value<bool>("overdue", QueryParameters.TrueOrFalse, QueryParameters.ReadBool),
            query.Value<DateTimeOffset>("dueBefore", TimeText.InAQuery, TimeText.TryRead),
            query.Name<Territory>("territory"),
            query.Text("text") is { } text ? TextQuery.Read(text) : null,
            ReadAuthority(query, "responsible"),
            query.Name<ProfileKind>("kind"),
            ReadDay(query, "registeredFrom"),
            ReadDay(query, "registeredTo"),
            Mode: query.Name<ApplicationMode>("mode"),
            Area: query.Text("area"),
            Prepared: zone is null ? default : ReadRange(query, "preparedFrom", "preparedTo", zone),
            Due: zone is null ? default : ReadRange(query, "dueFrom", "dueTo", zone));
        if (filter.Executor is { } executor && (executor.Length is 0 or > LongestExecutor || executor.Any(char.IsControl)))
            query.Refuse("executor", $"Expected 1 to {LongestExecutor} characters.", $"Ожидается от 1 до {LongestExecutor} символов.");

        if (filter.Text is null && query.Text("text") is not null)
            query.Refuse("text", $"Expected {TextQuery.Expected.En}.", $"Ожидается {TextQuery.Expected.Ru}.");
        if (filter.RegisteredTo < filter.RegisteredFrom)
            RefuseOrder(query, "registeredTo");
        return filter;
    }

    /// <summary>One status or several with commas between, of which <c>open</c> leaves those that are open, or the others.</summary>
    private static ImmutableArray<DraftStatus>? ReadStatuses(QueryParameters query)
    {
        var named = query.Names<DraftStatus>("status");
        return query.Value<bool>("open", QueryParameters.TrueOrFalse, QueryParameters.ReadBool) is { } open
            ? [.. (named ?? DraftOrder.EveryStatus).Where(status => status.IsOpen() == open)]
            : named;
    }

    /// <summary>From the beginning of one day to the end of another.</summary>
    private static MomentRange ReadRange(QueryParameters query, string from, string to, ZoneHistory zone)
    {
        var (first, last) = (ReadDay(query, from), ReadDay(query, to));
        if (last < first)
            RefuseOrder(query, to);
        return new(first is { } begins ? zone.StartOf(begins) : null, last is { } ends ? zone.StartOf(ends.AddDays(1)) : null);
    }

    private static void RefuseOrder(QueryParameters query, string name) =>
        query.Refuse(name, "The last day lies before the first.", "Последний день раньше первого.");

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
    public static string Write(this ListCursor cursor, DraftFilter filter) => DraftPlace.Write(cursor.At, cursor.Id, Text(filter));

    /// <summary>Null if this is not a cursor of a list with this filter, or is one over a moment that does not exist.</summary>
    public static ListCursor? Read(string text, DraftFilter filter) =>
        DraftPlace.Read(text, Text(filter)) is { } place
        && (filter.Order.ByDue
            || (place.At >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && place.At <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()))
            ? new ListCursor(place.At, place.Id)
            : null;

    /// <summary>A filter of before has the text of before, so that a list can go on while nodes are upgraded.</summary>
    private static string Text(DraftFilter filter) => filter is { Mode: null, Area: null, Prepared: { From: null, To: null }, Due: { From: null, To: null } }
        ? Common(filter)
        : string.Join(
            '\n', Common(filter), filter.Mode, filter.Prepared.From?.ToUnixTimeMilliseconds(), filter.Prepared.To?.ToUnixTimeMilliseconds(),
            filter.Due.From?.ToUnixTimeMilliseconds(), filter.Due.To?.ToUnixTimeMilliseconds(), filter.Area);

    private static string Common(DraftFilter filter) => string.Join(
        '\n', filter.Statuses is { } statuses ? string.Join(',', statuses) : null, filter.Authority, filter.Executor, filter.Overdue, filter.DueBefore?.ToUnixTimeMilliseconds(), filter.Territory,
        filter.Text, filter.Responsible, filter.Kind, filter.RegisteredFrom?.DayNumber, filter.RegisteredTo?.DayNumber,
        $"{filter.Order.Member} {filter.Order.Direction}");
}
