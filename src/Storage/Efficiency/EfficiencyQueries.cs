using System.Text;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Storage.Efficiency;

/// <summary>What hits came to, added up from their rows.</summary>
internal sealed class EfficiencyQueries(IReadDatabase database)
{
    private const string Sums =
        $"""
        count(*) as Hits, count(distinct h.subject) as Consignments,
        {Many}(case when h.type = '{nameof(HitType.Waiting)}' then 1 else 0 end), 0) as bigint) as Undecided,
        {Many}(case when h.type = '{nameof(HitType.RiskFound)}' then 1 else 0 end), 0) as bigint) as RiskFound,
        {Many}(case when h.type = '{nameof(HitType.RiskNotFound)}' then 1 else 0 end), 0) as bigint) as RiskNotFound,
        {Many}(h.due), 0) as bigint) as Due, {Many}(h.applied), 0) as bigint) as Applied, {Many}(h.partly), 0) as bigint) as Partly,
        {Many}(h.risk_not_found), 0) as bigint) as NotAppliedRiskNotFound, {Many}(h.own_conditions), 0) as bigint) as NotAppliedOwnConditions,
        {Many}(h.objective), 0) as bigint) as NotAppliedObjective, {Many}(h.not_selected), 0) as bigint) as NotAppliedNotSelected,
        {Many}(case when h.controlled then 1 else 0 end), 0) as bigint) as Controlled, {Many}(case when h.with_result then 1 else 0 end), 0) as bigint) as WithResult,
        {Many}(h.payments), 0) as bigint) as Kopecks, {Many}(h.minutes), 0) as bigint) as Minutes, {Many}(h.cases), 0) as bigint) as Cases,
        count(distinct case when h.with_result and not exists (
          select 1 from control_hits o where o.subject = h.subject and o.with_result and o.profile is not null and (h.profile is null or o.profile <> h.profile)) then h.subject end) as FoundByNoOther,
        max(h.found_on) as LastHit, max(h.find_on) as LastFind
        """;

    private const string Many = "cast(coalesce(sum";

    /// <summary>A row for each of what is added up by; in no order.</summary>
    public async Task<List<EfficiencyRow>> Sum(EfficiencyFilter filter, EfficiencyBy by, CancellationToken cancellation)
    {
        if (filter.Within is { IsEmpty: true } || filter.Profiles is { IsEmpty: true })
            return [];
        var parameters = new DynamicParameters();
        (string Column, string Fills)[] columns = [.. ColumnsOf(by)];
        var sql = new StringBuilder($"select {string.Concat(columns.Select(each => $"{each.Column} as {each.Fills}, "))}{Sums} from control_hits h where ");
        sql.Append(filter switch
        {
            { IsWithoutProfile: true } => "h.profile is null",
            { Profiles: { } profiles } => $"h.profile in ({parameters.OneByOne("profile", profiles)})",
            _ => "h.profile is not null",
        });
        sql.And(parameters, "h.profile_version = @version", "version", filter.Version);
        sql.And(parameters, "h.ground = @ground", "ground", filter.Ground?.ToString());
        sql.And(parameters, "h.found_on >= @from", "from", filter.From is { } from ? DayText.Of(from) : null);
        sql.And(parameters, "h.found_on <= @to", "to", filter.To is { } to ? DayText.Of(to) : null);
        if (filter.Within is { } within)
            sql.Append(" and h.control_authority in (").Append(parameters.OneByOne("within", within)).Append(')');
        if (columns.Length > 0)
            sql.Append(" group by ").AppendJoin(", ", columns.Select(each => each.Column));
        return await database.List<EfficiencyRow>(sql.ToString(), parameters, cancellation);
    }

    /// <summary>How many declarations were checked for the first time in a period, by authority and month.</summary>
    public async Task<List<FlowRow>> Flow(ImmutableArray<AuthorityCode>? within, DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        if (within is { IsEmpty: true })
            return [];
        var parameters = new DynamicParameters();
        var sql = new StringBuilder("select control_authority as Authority, substr(selection_day, 1, 7) as Month, count(distinct number) as Declarations from checks where 1 = 1");
        sql.And(parameters, "selection_day >= @from", "from", from is { } first ? DayText.Of(first) : null);
        sql.And(parameters, "selection_day <= @to", "to", to is { } last ? DayText.Of(last) : null);
        if (within is { } authorities)
            sql.Append(" and control_authority in (").Append(parameters.OneByOne("within", authorities)).Append(')');
        sql.Append(" group by control_authority, substr(selection_day, 1, 7)");
        return await database.List<FlowRow>(sql.ToString(), parameters, cancellation);
    }

    /// <summary>Consignments of which a measure was due, by profile, version and authority.</summary>
    public Task<List<DueRow>> DueLately(DateOnly from, CancellationToken cancellation) => database.List<DueRow>(
        """
        select profile as Profile, profile_version as Version, control_authority as Authority, count(distinct subject) as Consignments
        from control_hits where profile is not null and due > 0 and found_on >= @from group by profile, profile_version, control_authority
        """,
        new { from = DayText.Of(from) }, cancellation);

    private static IEnumerable<(string Column, string Fills)> ColumnsOf(EfficiencyBy by)
    {
        if (by.HasFlag(EfficiencyBy.Profile))
            yield return ("h.profile", nameof(EfficiencyRow.Profile));
        if (by.HasFlag(EfficiencyBy.Version))
            yield return ("h.profile_version", nameof(EfficiencyRow.Version));
        if (by.HasFlag(EfficiencyBy.Authority))
            yield return ("h.control_authority", nameof(EfficiencyRow.Authority));
        if (by.HasFlag(EfficiencyBy.Month))
            yield return ("substr(h.found_on, 1, 7)", nameof(EfficiencyRow.Month));
    }
}

/// <summary>Which hits are added up; what is null leaves it open.</summary>
internal sealed record EfficiencyFilter
{
    /// <summary>Of these profiles, by their numbers.</summary>
    public ImmutableArray<string>? Profiles { get; init; }

    /// <summary>What was ordered without a profile, instead.</summary>
    public bool IsWithoutProfile { get; init; }

    public int? Version { get; init; }

    public ControlGround? Ground { get; init; }

    /// <summary>Where the goods lie.</summary>
    public ImmutableArray<AuthorityCode>? Within { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>What hits are added up by.</summary>
[Flags]
internal enum EfficiencyBy
{
    Nothing = 0,
    Profile = 1,
    Version = 2,
    Authority = 4,
    Month = 8,
}

/// <summary>A sum, with what it was added up by.</summary>
internal sealed record EfficiencyRow : EfficiencyFigures
{
    public string? Profile { get; init; }

    public int Version { get; init; }

    public string? Authority { get; init; }

    /// <summary>Such as 2026-12.</summary>
    public string? Month { get; init; }
}

internal sealed class FlowRow
{
    public string Authority { get; init; } = "";

    public string Month { get; init; } = "";

    public long Declarations { get; init; }
}

internal sealed class DueRow
{
    public string Profile { get; init; } = "";

    public int Version { get; init; }

    public string Authority { get; init; } = "";

    public long Consignments { get; init; }
}
