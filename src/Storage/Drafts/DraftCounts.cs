namespace RmsOrleans.Storage.Drafts;

/// <summary>By what drafts are counted.</summary>
internal enum DraftGrouping
{
    Status,
    Authority,
    Month,
    Day,
}

/// <summary>So many drafts have these in common, of which so many are overdue. What they are not grouped by is null, as are month and day of what has no number.</summary>
/// <param name="Month">YYYY-MM of registration.</param>
/// <param name="Day">YYYY-MM-DD of registration.</param>
internal sealed record DraftCount(string? Status, string? Authority, string? Month, string? Day, long Count, long Overdue);

/// <summary>Counts drafts that the caller may know of.</summary>
internal sealed class DraftCounts(IReadDatabase database, DraftVisibility visibility)
{
    public async Task<List<DraftCount>> By(ImmutableArray<DraftGrouping> groupings, DraftFilter filter, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var condition = $"{visibility.Where(actor, parameters)}{DraftListQueries.Narrowed(filter, parameters)}";
        string[] conditions = filter.RegisteredFrom is null
            ? [condition]
            : [.. DraftOrder.LastRegistered.Ways([]).Select(way => $"{condition}{way.Condition} and {way.Column} >= @registeredFrom")];
        var columns = string.Concat(groupings.Select(each => $"{each}, "));
        var groups = groupings.IsEmpty ? "" : $" group by {columns[..^2]} order by {columns[..^2]}";
        var sql =
            $"""
            select {columns}count(*) as Count, coalesce(sum(Late), 0) as Overdue
            from ({string.Join("\nunion all\n", conditions.Select(each => $"""
              select {string.Concat(groupings.Select(each => $"{Column(each)} as {each}, "))}case when d.overdue then 1 else 0 end as Late from drafts d where {each}
              """))}) counted{groups}
            """;
        return await database.List<DraftCount>(sql, parameters, cancellation);
    }

    private static string Column(DraftGrouping grouping) => grouping switch
    {
        DraftGrouping.Status => "d.status",
        DraftGrouping.Authority => "d.authority",
        DraftGrouping.Month => NumberedDay.Month,
        DraftGrouping.Day => NumberedDay.Column,
    };
}
