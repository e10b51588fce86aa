using System.Runtime.CompilerServices;
using System.Text;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Lists of drafts by the moment they were prepared or registered, which never changes, or by when they are due; pages go on after a key, not a
/// count.
/// </summary>
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

    /// <summary>The whole list, page by page.</summary>
    /// <param name="first">What <see cref="Page(DraftFilter, Actor, ListCursor?, int, CancellationToken)"/> gave without a cursor.</param>
    public async IAsyncEnumerable<List<DraftHead>> Pages(
        List<DraftHead> first, DraftFilter filter, Actor actor, int limit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var rows = first; ;)
        {
            var shown = rows.Take(limit).ToList();
            yield return shown;
            if (rows.Count <= limit)
                yield break;
            rows = await Page(filter, actor, filter.Order.CursorOf(shown[^1]), limit, cancellation);
        }
    }

    internal (string Sql, DynamicParameters Parameters) Query(DraftFilter filter, Actor actor, ListCursor? after, int limit)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var parts = visibility.Parts(actor, filter.Authority, parameters);
        var narrowed = Narrowed(filter, parameters);
        var order = filter.Order;
        var isOfAll = visibility.Authorities(actor) is null && filter is { Authority: null, Executor: null, Overdue: not true };
        string[] selects = [.. from part in parts from way in order.Ways(isOfAll ? filter.Statuses ?? DraftOrder.EveryStatus : [])
            select $"select {JournalTables.DraftRows.Fields}{order.Beside} from drafts d where {part}{narrowed}{way.Condition}{After(after, way.Column, order, parameters)} order by {way.Column} {order.Direction}, d.id {order.Direction} limit @limit"];
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
        await foreach (var ids in texts.Find(text, authorities, after is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(after.At), cancellation))
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

        if (filter.Statuses is { } statuses)
        {
            if (statuses is [var only])
                sql.And(parameters, "d.status = @status", "status", only.ToString());
            else
                sql.Append(statuses.IsEmpty ? " and 1 = 0" : $" and d.status in ({string.Join(", ", statuses.Select(status => $"'{status}'"))})");
        }
        sql.And(parameters, "d.kind = @kind", "kind", filter.Kind?.ToString());
        sql.And(parameters, "d.authority = @authority", "authority", filter.Authority?.Value);
        sql.And(parameters, "d.executor = @executor", "executor", filter.Executor);
        sql.And(parameters, "d.responsible = @responsible", "responsible", filter.Responsible?.Value);
        sql.And(parameters, "d.deadline_at < @dueBefore", "dueBefore", filter.DueBefore);
        sql.And(parameters, "d.territory = @territory", "territory", filter.Territory?.ToString());
        sql.And(parameters, "d.mode = @mode", "mode", filter.Mode?.ToString());
        sql.And(parameters, "d.area = @area", "area", filter.Area);
        sql.And(parameters, "d.prepared_at >= @preparedFrom", "preparedFrom", filter.Prepared.From);
        sql.And(parameters, "d.prepared_at < @preparedTo", "preparedTo", filter.Prepared.To);
        sql.And(parameters, "d.deadline_at > @dueFrom", "dueFrom", filter.Due.From); // what is due at midnight was to be done on the day before
        sql.And(parameters, "d.deadline_at <= @dueTo", "dueTo", filter.Due.To);
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
        var behind = $" and ({column}, d.id) {(order.OldestFirst ? '>' : '<')} (@afterAt, @afterId)";
        return order.ByDue ? $" and {column} >= @afterAt{behind}" : behind; // the first is for SQLite, which does not look up both in such an index
    }
}

/// <summary>
/// Which drafts a list shows, and in which order; <paramref name="Responsible"/>: those whose running deadline this authority must meet.
/// <paramref name="RegisteredFrom"/> and <paramref name="RegisteredTo"/> are the first and the last day of registration, as numbers have it.
/// </summary>
internal sealed record DraftFilter(
    ImmutableArray<DraftStatus>? Statuses = null, AuthorityCode? Authority = null, string? Executor = null, bool? Overdue = null, DateTimeOffset? DueBefore = null,
    Territory? Territory = null, TextQuery? Text = null, AuthorityCode? Responsible = null, ProfileKind? Kind = null, DateOnly? RegisteredFrom = null,
    DateOnly? RegisteredTo = null, DraftOrder Order = default, ApplicationMode? Mode = null, MomentRange Prepared = default, MomentRange Due = default, string? Area = null);

/// <summary>From one moment to another, either of them open.</summary>
internal readonly record struct MomentRange(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>
/// By which time a list goes, and in which direction; by itself the newest prepared comes first. One by registration has only what is registered;
/// in one by the due time what has no term comes last.
/// </summary>
internal readonly record struct DraftOrder(bool ByRegistration, bool OldestFirst, bool ByDue = false)
{
    public const string Prepared = "d.prepared_at";

    /// <summary>The due time of a draft without a term: behind all that have one.</summary>
    public const long Never = long.MaxValue;

    /// <summary>In the words of the indexes <c>drafts_unassigned</c> and <c>drafts_assigned</c>.</summary>
    private const string DueTime = "coalesce(d.deadline_at, 9223372036854775807)";

    public static readonly DraftOrder FirstDue = new(ByRegistration: false, OldestFirst: true, ByDue: true);

    public static readonly DraftOrder LastRegistered = new(ByRegistration: true, OldestFirst: false);

    public static readonly ImmutableArray<DraftStatus> EveryStatus = [.. Enum.GetValues<DraftStatus>()];

    /// <summary>
    /// The columns to go by, each with the condition under which it is the time of the order, after an <c>and</c>. What was registered as it was
    /// prepared is read by the index of that time (0015-registered.sql). Of the drafts of all authorities those that have an executor are in one
    /// index of due times, and those without in another, status by status (0019-due.sql).
    /// </summary>
    /// <param name="statuses">Those that the list has, where it has drafts of all authorities; else none.</param>
    public IEnumerable<(string Column, string Condition)> Ways(ImmutableArray<DraftStatus> statuses) => this switch
    {
        { ByDue: true } when statuses.IsEmpty => [(DueTime, "")],
        { ByDue: true } =>
            statuses.Select(status => (DueTime, $" and d.executor is null and d.status = '{status}'")).Prepend((DueTime, " and d.executor is not null")),
        { ByRegistration: true } => [(Prepared, " and d.registered_at = d.prepared_at"), ("d.registered_at", " and d.registered_at <> d.prepared_at")],
        _ => [(Prepared, "")],
    };

    /// <summary>What a query takes beside the row, for <see cref="Member"/>.</summary>
    public string Beside => ByDue ? $", {DueTime} as Due" : "";

    /// <summary>The column as a query names it.</summary>
    public string Member => ByDue ? "Due" : ByRegistration ? nameof(DraftHead.RegisteredAt) : nameof(DraftHead.PreparedAt);

    public string Direction => OldestFirst ? "asc" : "desc";

    public ListCursor CursorOf(DraftHead row) => new(
        ByDue ? row.Deadline?.DueAt.ToUnixTimeMilliseconds() ?? Never : (ByRegistration ? row.RegisteredAt!.Value : row.PreparedAt).ToUnixTimeMilliseconds(),
        row.Id);
}

/// <summary>Where a page of drafts ended: the time that the list goes by, in Unix milliseconds, and the draft.</summary>
internal sealed record ListCursor(long At, DraftId Id);

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
