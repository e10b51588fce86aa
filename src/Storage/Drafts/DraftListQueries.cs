using System.Text;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Lists of drafts by the moment they were prepared or registered, which never changes; pages go on after a key, not a count.</summary>
internal sealed class DraftListQueries(IReadDatabase database, DraftVisibility visibility, ITextIndex texts)
{
    /// <summary>One row more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<DraftHead>> Page(DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        if (filter.Text is { } text)
            return await Page(text, filter, actor, after, limit, cancellation);

        var (sql, parameters) = Query(filter, actor, after, limit);
        return await database.List<DraftHead>(sql, parameters, cancellation);
    }

    internal (string Sql, DynamicParameters Parameters) Query(DraftFilter filter, Actor actor, ListCursor? after, int limit)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var parts = visibility.Parts(actor, filter.Authority, parameters);
        var narrowed = Narrowed(filter, parameters);
        var order = filter.Order;
        string[] selects = [.. from part in parts from way in order.Ways
            select $"{JournalTables.DraftRows.Query} where {part}{narrowed}{way.Condition}{After(after, way.Column, order, parameters)} order by {way.Column} {order.Direction}, d.id {order.Direction} limit @limit"];
        if (selects.Length == 1)
            return (selects[0], parameters);

        // Each part gives a page at the most, so what is left to sort is as many pages as there are parts, however many drafts there are.
        var union = string.Join(" union all ", selects.Select((select, i) => $"select * from ({select}) p{i}"));
        return ($"select * from ({union}) parts order by {order.Member} {order.Direction}, Id {order.Direction} limit @limit", parameters);
    }

    /// <summary>The text index gives ids, the newest first, and the read model says which of them are to be shown.</summary>
    private async Task<List<DraftHead>> Page(
        TextQuery text, DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        var authorities = filter.Authority is { } only ? [only] : visibility.Authorities(actor);
        var rows = new List<DraftHead>();
        await foreach (var ids in texts.Find(text, authorities, after?.At, cancellation))
        {
            if (ids.Count > 0)
                rows.AddRange(await Shown(ids, filter, actor, after, limit + 1 - rows.Count, cancellation));
            if (rows.Count > limit)
                break;
        }
        return rows;
    }

    private async Task<IEnumerable<DraftHead>> Shown(
        IReadOnlyList<DraftId> ids, DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit });
        var condition = visibility.Where(actor, parameters);
        var narrowed = Narrowed(filter, parameters) + After(after, DraftOrder.Prepared, filter.Order, parameters);
        var sql = $"""
            {JournalTables.DraftRows.Query}
            where d.id in ({parameters.OneByOne("id", ids)}) and {condition}{narrowed}
            order by d.prepared_at desc, d.id desc limit @limit
            """;
        return await database.List<DraftHead>(sql, parameters, cancellation);
    }

    /// <summary>The conditions of a filter, each after an <c>and</c>.</summary>
    internal static string Narrowed(DraftFilter filter, DynamicParameters parameters)
    {
        var sql = new StringBuilder();

        sql.And(parameters, "d.status = @status", "status", filter.Status?.ToString());
        sql.And(parameters, "d.kind = @kind", "kind", filter.Kind?.ToString());
        sql.And(parameters, "d.authority = @authority", "authority", filter.Authority?.Value);
        sql.And(parameters, "d.executor = @executor", "executor", filter.Executor);
        sql.And(parameters, "d.responsible = @responsible", "responsible", filter.Responsible?.Value);
        sql.And(parameters, "d.deadline_at < @dueBefore", "dueBefore", filter.DueBefore);
        sql.And(parameters, "d.territory = @territory", "territory", filter.Territory?.ToString());
        if (filter.Overdue is { } overdue)
            sql.Append(overdue ? " and d.overdue" : " and not d.overdue"); // not a parameter: SQLite would pass over drafts_overdue
        if (filter.RegisteredFrom is { } from)
        {
            sql.Append($" and d.registered_at >= @registeredFrom and {NumberedDay.Column} >= @fromDay");
            parameters.AddDynamicParams(new { registeredFrom = NumberedDay.Earliest(from), fromDay = DayText.Of(from) });
        }
        if (filter.RegisteredTo is { } to)
        {
            sql.Append($" and d.registered_at < @registeredTo and d.prepared_at < @registeredTo and {NumberedDay.Column} <= @toDay"); // it is prepared before
            parameters.AddDynamicParams(new { registeredTo = NumberedDay.Latest(to), toDay = DayText.Of(to) });
        }
        return sql.ToString();
    }

    private static string After(ListCursor? after, string column, DraftOrder order, DynamicParameters parameters)
    {
        if (after is null)
            return "";

        parameters.Add("afterAt", after.At);
        parameters.Add("afterId", after.Id);
        return $" and ({column}, d.id) {(order.OldestFirst ? '>' : '<')} (@afterAt, @afterId)";
    }
}

/// <summary>
/// Which drafts a list shows, and in which order; <paramref name="Responsible"/>: those whose running deadline this authority must meet.
/// <paramref name="RegisteredFrom"/> and <paramref name="RegisteredTo"/> are the first and the last day of registration, as numbers have it.
/// </summary>
internal sealed record DraftFilter(
    DraftStatus? Status = null, AuthorityCode? Authority = null, string? Executor = null, bool? Overdue = null, DateTimeOffset? DueBefore = null,
    Territory? Territory = null, TextQuery? Text = null, AuthorityCode? Responsible = null, ProfileKind? Kind = null, DateOnly? RegisteredFrom = null,
    DateOnly? RegisteredTo = null, DraftOrder Order = default);

/// <summary>By which time a list goes, and in which direction; by itself the newest prepared comes first. One by registration has only what is registered.</summary>
internal readonly record struct DraftOrder(bool ByRegistration, bool OldestFirst)
{
    public const string Prepared = "d.prepared_at";

    /// <summary>
    /// The columns to go by, each with the condition under which it is the time of the order, after an <c>and</c>. What was registered as it was
    /// prepared is read by the index of that time (0015-registered.sql).
    /// </summary>
    public ImmutableArray<(string Column, string Condition)> Ways => ByRegistration
        ? [(Prepared, " and d.registered_at = d.prepared_at"), ("d.registered_at", " and d.registered_at <> d.prepared_at")]
        : [(Prepared, "")];

    /// <summary>The column as a row of a draft names it.</summary>
    public string Member => ByRegistration ? nameof(DraftHead.RegisteredAt) : nameof(DraftHead.PreparedAt);

    public string Direction => OldestFirst ? "asc" : "desc";

    public ListCursor CursorOf(DraftHead row) => new(ByRegistration ? row.RegisteredAt!.Value : row.PreparedAt, row.Id);
}

/// <summary>Where a page of drafts ended: the list's immutable key.</summary>
internal sealed record ListCursor(DateTimeOffset At, DraftId Id);

/// <summary>
/// The day of registration as it stands in the number, which is that of the authority's clock then. It comes before the serial, of five digits
/// at the least, so that it needs no column of its own.
/// </summary>
internal static class NumberedDay
{
    private const string Serial = "case when d.serial < 100000 then 5 else length(cast(d.serial as text)) end";

    /// <summary>The year, an expression on <c>drafts d</c>; null for what has no number.</summary>
    private const string Year = $"substr(d.number, length(d.number) - ({Serial}) - 4, 4)";
    private const string MonthOfYear = $"substr(d.number, length(d.number) - ({Serial}) - 6, 2)";
    private const string Day = $"substr(d.number, length(d.number) - ({Serial}) - 8, 2)";

    /// <summary>As YYYY-MM.</summary>
    public const string Month = $"({Year} || '-' || {MonthOfYear})";

    /// <summary>As YYYY-MM-DD.</summary>
    public const string Column = $"({Year} || '-' || {MonthOfYear} || '-' || {Day})";

    /// <summary>No clock on earth had this day before; so an index by time can be used.</summary>
    public static DateTimeOffset Earliest(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(14));

    /// <summary>No clock has it from then on.</summary>
    public static DateTimeOffset Latest(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(-12));
}

/// <summary>By what drafts are counted.</summary>
internal enum DraftGrouping
{
    Status,
    Authority,
    Month,
}

/// <summary>So many drafts have these in common, of which so many are overdue. What they are not grouped by is null, as is the month of what has no number.</summary>
/// <param name="Month">YYYY-MM of registration.</param>
internal sealed record DraftCount(string? Status, string? Authority, string? Month, long Count, long Overdue);

/// <summary>Counts drafts that the caller may know of.</summary>
internal sealed class DraftCounts(IReadDatabase database, DraftVisibility visibility)
{
    public async Task<List<DraftCount>> By(ImmutableArray<DraftGrouping> groupings, DraftFilter filter, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var groups = string.Concat(groupings.Select(each => $"{Column(each)}, "));
        var sql =
            $"""
            select {string.Concat(groupings.Select(each => $"{Column(each)} as {each}, "))}
              count(*) as Count, coalesce(sum(case when d.overdue then 1 else 0 end), 0) as Overdue
            from drafts d where {visibility.Where(actor, parameters)}{DraftListQueries.Narrowed(filter, parameters)}
            """;
        if (!groupings.IsEmpty)
            sql += $" group by {groups[..^2]} order by {groups[..^2]}";
        return await database.List<DraftCount>(sql, parameters, cancellation);
    }

    private static string Column(DraftGrouping grouping) => grouping switch
    {
        DraftGrouping.Status => "d.status",
        DraftGrouping.Authority => "d.authority",
        DraftGrouping.Month => NumberedDay.Month,
    };
}
