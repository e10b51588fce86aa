using System.Text;
using RmsOrleans.Grains.Declarations;

namespace RmsOrleans.Storage.Declarations;

/// <summary>What officials of posts have to do about hits of declarations: to decide, or to enter what became of measures.</summary>
internal sealed class CheckTaskQueries(IReadDatabase database)
{
    private const string IsUndecided = $"h.type = '{nameof(HitType.Waiting)}'";

    /// <summary>Those that are due first; one more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<CheckTaskRow>> Page(CheckTaskFilter filter, CheckTaskPlace? after, int limit, CancellationToken cancellation)
    {
        if (filter.Within is { IsEmpty: true })
            return [];
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var sql = new StringBuilder($"""
            select h.subject as Subject, h.place as Place, h.profile as Profile, p.title as Title, h.type as Type, h.open_measures as OpenMeasures, h.due_at as DueAt,
              c.number as Number, c.authority as Authority, c.control_authority as ControlAuthority, c.version as Version, c.moment as Moment
            from control_hits h join controls c on c.id = h.subject left join profiles p on p.number = h.profile where
            """);
        Narrow(sql, parameters, filter);
        if (after is not null)
        {
            sql.Append(" and (h.due_at, h.subject, h.place) > (@dueAt, @subject, @place)");
            parameters.AddDynamicParams(new { dueAt = after.DueAt, subject = after.Subject, place = after.Place });
        }
        sql.Append(" order by h.due_at, h.subject, h.place limit @limit");
        return await database.List<CheckTaskRow>(sql.ToString(), parameters, cancellation);
    }

    public async Task<CheckTaskCounts> Count(CheckTaskFilter filter, DateTimeOffset tomorrow, DateTimeOffset nextWeek, CancellationToken cancellation)
    {
        if (filter.Within is { IsEmpty: true })
            return new();
        var parameters = new DynamicParameters(new { tomorrow, nextWeek });
        var sql = new StringBuilder($"""
            select count(*) as Total, {Many($"{IsUndecided}")} as Undecided, cast(coalesce(sum(h.open_measures), 0) as bigint) as OpenMeasures, {Many("h.due_at <= @now")} as Overdue,
              {Many("h.due_at > @now and h.due_at <= @tomorrow")} as Today, {Many("h.due_at > @now and h.due_at > @tomorrow and h.due_at <= @nextWeek")} as ThisWeek
            from control_hits h where
            """);
        Narrow(sql, parameters, filter);
        return (await database.One<CheckTaskCounts>(sql.ToString(), parameters, cancellation))!;
    }

    private static string Many(string condition) => $"cast(coalesce(sum(case when {condition} then 1 else 0 end), 0) as bigint)";

    private static void Narrow(StringBuilder sql, DynamicParameters parameters, CheckTaskFilter filter)
    {
        parameters.AddDynamicParams(new { now = filter.Now });
        sql.Append(" h.due_at is not null");
        if (filter.Within is { } within)
            sql.Append(" and h.control_authority in (").Append(parameters.OneByOne("within", within)).Append(')');
        if (filter.Undecided is { } undecided)
            sql.Append($" and {(undecided ? "" : "not ")}({IsUndecided})");
        if (filter.Overdue is { } overdue)
            sql.Append($" and h.due_at {(overdue ? "<=" : ">")} @now");
        sql.And(parameters, "h.profile = @profile", "profile", filter.Profile?.ToString());
    }
}

/// <summary>Which tasks are looked for; what is null leaves it open.</summary>
/// <param name="Now">By which something is overdue.</param>
/// <param name="Within">The authorities where the goods lie.</param>
/// <param name="Undecided">Whether the hit waits for a decision, or its measures for their entries.</param>
internal sealed record CheckTaskFilter(DateTimeOffset Now, ImmutableArray<AuthorityCode>? Within, bool? Undecided = null, bool? Overdue = null, RegistrationNumber? Profile = null);

/// <summary>A hit about which an official has something to do.</summary>
internal sealed record CheckTaskRow
{
    public required Guid Subject { get; init; }

    public required int Place { get; init; }

    /// <summary>Null where a measure was ordered without one.</summary>
    public required string? Profile { get; init; }

    /// <summary>Of the profile.</summary>
    public required string? Title { get; init; }

    public required HitType Type { get; init; }

    public required int OpenMeasures { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Of the declaration.</summary>
    public required string Number { get; init; }

    public required string Authority { get; init; }

    public required string ControlAuthority { get; init; }

    public required int Version { get; init; }

    public required CheckMoment Moment { get; init; }
}

/// <summary>Where a page of tasks ended.</summary>
internal sealed record CheckTaskPlace(DateTimeOffset DueAt, Guid Subject, int Place);

/// <summary>How many hits wait, and for what.</summary>
internal sealed record CheckTaskCounts
{
    public long Total { get; init; }

    public long Undecided { get; init; }

    /// <summary>Measures, not hits.</summary>
    public long OpenMeasures { get; init; }

    public long Overdue { get; init; }

    public long Today { get; init; }

    public long ThisWeek { get; init; }
}
