using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Tasks;

/// <summary>Counts drafts that the caller may know of by executor, status and how soon they are due.</summary>
internal sealed class OfficeTaskCounts(IReadDatabase database, DraftVisibility visibility)
{
    public async Task<List<OfficeTaskGroup>> By(DraftFilter filter, Actor actor, UrgencyDays days, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { now = days.Now, tomorrow = days.Tomorrow, nextWeek = days.NextWeek });
        var sql =
            $"""
            select g.Executor, max(g.ExecutorName) as ExecutorName, g.Status, g.Urgency, count(*) as Count
            from (
              select d.executor as Executor, d.executor_name as ExecutorName, d.status as Status,
                case
                  when d.overdue or d.deadline_at <= @now then '{Urgency.Late}'
                  when d.deadline_at is null then '{Urgency.NoTerm}'
                  when d.deadline_at <= @tomorrow then '{Urgency.Today}'
                  when d.deadline_at <= @nextWeek then '{Urgency.ThisWeek}'
                  else '{Urgency.Later}'
                end as Urgency
              from drafts d where {visibility.Where(actor, parameters)}{DraftListQueries.Narrowed(filter, parameters)}) g
            group by g.Executor, g.Status, g.Urgency order by g.Executor, g.Status, g.Urgency
            """;
        return await database.List<OfficeTaskGroup>(sql, parameters, cancellation);
    }
}

/// <summary>So many drafts have these in common.</summary>
/// <param name="Executor">The subject of the token; null where nobody has been assigned.</param>
internal sealed record OfficeTaskGroup(string? Executor, string? ExecutorName, string Status, string Urgency, long Count);
