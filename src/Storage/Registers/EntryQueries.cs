using System.Text;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Storage.Registers;

/// <summary>Entries in lists, and the way from a number to an entry. Whom a list shows what says <see cref="EntryReader"/>, as the rules of the register have it.</summary>
internal sealed class EntryQueries(IReadDatabase database, IEntryStore entries)
{
    /// <summary>The first of each authority and revision, as the index entries_watched has them: there are not many.</summary>
    private const string Oldest = """
        with recursive those (authority, revision) as (
          select * from (select authority, calendar_revision from entries where due_at is not null order by authority, calendar_revision limit 1) first
          union all
          select n.authority, n.calendar_revision from those t join entries n on n.id = coalesce(
            (select id from entries where due_at is not null and authority = t.authority and calendar_revision > t.revision order by calendar_revision limit 1),
            (select id from entries where due_at is not null and authority > t.authority order by authority, calendar_revision limit 1))
        )
        select min(first) as At from (
          select (
            select watch_at from entries e
            where e.due_at is not null and e.authority = t.authority and e.calendar_revision = t.revision and e.watch_at is not null and not e.closed order by e.watch_at limit 1) as first
          from those t) each_first
        """;

    public Task<WholeEntry> Read(Guid entry, CancellationToken cancellation) => entries.Read(entry, cancellation);

    public Task<IReadOnlyList<EntryHead>> SpreadFrom(Guid entry, CancellationToken cancellation) => entries.SpreadFrom(entry, cancellation);

    /// <summary>The newest first; one more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<EntryHead>> Page(EntryFilter filter, EntryReader reader, EntryPlace? after, int limit, CancellationToken cancellation)
    {
        if (reader.IsNobody)
            return [];
        var parameters = new DynamicParameters(new { kind = filter.Kind, limit = limit + 1 });
        var sql = $"{EntryTables.Heads.Query} where e.kind = @kind{Narrowed(filter, reader, parameters)}";
        if (after is { } place)
        {
            sql += " and e.registered_at <= @at and (e.registered_at < @at or e.id < @id)";
            parameters.AddDynamicParams(new { at = place.At, id = place.Id });
        }
        return await database.List<EntryHead>($"{sql} order by e.registered_at desc, e.id desc limit @limit", parameters, cancellation);
    }

    /// <summary>The open entries that somebody is responsible for, the first due first and those without a term last.</summary>
    public Task<List<EntryHead>> Of(string responsible, EntryDuePlace? after, int limit, CancellationToken cancellation) =>
        FirstDue("e.responsible = @responsible and e.responsible is not null", new(new { responsible }), after, limit, cancellation);

    /// <summary>The open entries of an authority that nobody is responsible for, of these registers and in these states; in the same order.</summary>
    public Task<List<EntryHead>> Unassigned(AuthorityCode authority, IReadOnlyList<AwaitedEntries> awaited, EntryDuePlace? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { authority });
        var those = parameters.OneByOne("awaited", [.. awaited.Select(each => $"{each.Kind}/{DayText.Of(each.Edition)}/{each.State}")]);
        return FirstDue($"e.authority = @authority and e.responsible is null and e.kind || '/' || e.edition || '/' || e.state in ({those})", parameters, after, limit, cancellation);
    }

    private Task<List<EntryHead>> FirstDue(string condition, DynamicParameters parameters, EntryDuePlace? after, int limit, CancellationToken cancellation)
    {
        const string due = "coalesce(e.due_at, 9223372036854775807)"; // in the words of the index entries_unassigned
        parameters.Add("limit", limit + 1);
        var sql = $"{EntryTables.Heads.Query} where {condition} and not e.ended";
        if (after is { } place)
        {
            sql += $" and ({due}, e.id) > (@due, @id)";
            parameters.AddDynamicParams(new { due = place.Due, id = place.Id });
        }
        return database.List<EntryHead>($"{sql} order by {due}, e.id limit @limit", parameters, cancellation);
    }

    /// <summary>Who has been responsible in an authority, by name; however many entries each of them had.</summary>
    /// <param name="closed">The register has a closed circle: then of its own entries alone, and else of none of a closed one.</param>
    public Task<List<EntryPerson>> Responsible(AuthorityCode authority, string kind, bool closed, CancellationToken cancellation)
    {
        var those = $"authority = @authority and closed = @closed and responsible is not null{(closed ? " and kind = @kind" : "")}";
        return database.List<EntryPerson>(
            $"""
            with recursive people (subject) as (
              select min(responsible) from entries where {those}
              union all
              select (select min(responsible) from entries where {those} and responsible > people.subject) from people where people.subject is not null
            ), named as (
              select subject, (select max(responsible_name) from entries where {those} and responsible = people.subject) as name from people where subject is not null
            )
            select subject as Subject, name as Name from named order by name, subject limit 200
            """,
            new { authority, closed, kind }, cancellation);
    }

    /// <summary>The journals of those among these that are entries, but for those of closed circles.</summary>
    public async Task<IReadOnlyList<WholeEntry>> OpenJournals(IReadOnlyList<Guid> subjects, CancellationToken cancellation)
    {
        if (subjects.Count == 0)
            return [];
        var parameters = new DynamicParameters();
        await using var connection = await database.Open(cancellation);
        return await EntryTables.OpenJournals(connection, $"l.subject in ({parameters.OneByOne("subject", subjects)})", parameters, cancellation);
    }

    /// <summary>Of each register, without those of closed circles: its entries that have not ended, and how many of them are late.</summary>
    public Task<List<KindCount>> CountKinds(CancellationToken cancellation) => database.List<KindCount>(
        "select kind as Kind, count(*) as Open, coalesce(sum(case when overdue then 1 else 0 end), 0) as Overdue from entries where not ended and not closed group by kind order by kind",
        null, cancellation);

    /// <summary>When the oldest term was due whose passing is not written down; null if none runs. Of closed circles nothing is said.</summary>
    public async Task<DateTimeOffset?> OldestToWatch(CancellationToken cancellation) =>
        (await database.One<OldestTerm>(Oldest, null, cancellation))?.At;

    private static string Narrowed(EntryFilter filter, EntryReader reader, DynamicParameters parameters)
    {
        var sql = new StringBuilder();
        if (reader.Authorities is { } authorities)
            sql.Append(" and e.authority in (").Append(parameters.OneByOne("reads", authorities)).Append(')');
        sql.And(parameters, "e.authority = @authority", "authority", filter.Authority);
        sql.And(parameters, "e.state = @state", "state", filter.State);
        sql.And(parameters, "e.number = @number", "number", filter.Number);
        sql.And(parameters, "e.responsible = @responsible", "responsible", filter.Responsible);
        if (filter.Open is { } open)
            sql.Append(open ? " and not e.ended" : " and e.ended");
        if (filter.Overdue is { } overdue)
            sql.Append(overdue ? " and e.overdue" : " and not e.overdue");
        return sql.ToString();
    }
}

/// <summary>Which entries of a register a list shows; all, where nothing is said.</summary>
internal sealed record EntryFilter(
    string Kind, AuthorityCode? Authority = null, string? State = null, string? Number = null, string? Responsible = null, bool? Open = null, bool? Overdue = null);

/// <summary>An entry by its place in a list.</summary>
internal readonly record struct EntryPlace(DateTimeOffset At, Guid Id);

/// <summary>An entry by its place among what somebody has to do.</summary>
/// <param name="Due">In Unix milliseconds; <see cref="Never"/> without a term.</param>
internal readonly record struct EntryDuePlace(long Due, Guid Id)
{
    public const long Never = long.MaxValue;
}

internal sealed class OldestTerm
{
    public DateTimeOffset? At { get; init; }
}

internal sealed record KindCount(string Kind, long Open, long Overdue);
