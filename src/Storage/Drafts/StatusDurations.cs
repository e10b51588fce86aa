namespace RmsOrleans.Storage.Drafts;

/// <summary>How long drafts that the caller may know of had each status, by the lines of their journals.</summary>
internal sealed class StatusDurations(IReadDatabase database, DraftVisibility visibility)
{
    /// <summary>Of a longer period the drafts that were registered last.</summary>
    public const int MostDrafts = 20_000;

    private static readonly string types = string.Join(", ", StatusEvents.ByName.Keys.Order(StringComparer.Ordinal).Select(type => $"'{type}'"));

    /// <summary>Each time that a draft had a status and left it; what it still has is not over and does not count.</summary>
    /// <param name="filter">Of a period of registration.</param>
    /// <returns>The times, and of how many drafts they are.</returns>
    public async Task<(List<(DraftStatus Status, TimeSpan Time)> Stays, int Drafts)> Of(DraftFilter filter, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { most = MostDrafts });
        var condition = $"{visibility.Where(actor, parameters)}{DraftListQueries.Narrowed(filter, parameters)}";
        var ways = DraftOrder.LastRegistered.Ways([]).Select((way, i) => $"""
            select * from (
              select d.id, d.registered_at from drafts d where {condition}{way.Condition} and {way.Column} >= @registeredFrom
              order by {way.Column} desc, d.id desc limit @most) way{i}
            """);
        var sql =
            $"""
            select l.subject as Draft, l.type as Type, l.at as At
            from (select * from ({string.Join("\nunion all\n", ways)}) ways order by registered_at desc, id desc limit @most) newest
            join journal_lines l on l.subject = newest.id
            where l.type in ({types})
            order by l.subject, l.line
            """;
        var stays = new List<(DraftStatus, TimeSpan)>();
        var (drafts, draft, status, since) = (0, default(Guid?), default(DraftStatus), default(DateTimeOffset));
        foreach (var change in await database.List<StatusChange>(sql, parameters, cancellation))
        {
            var next = StatusEvents.ByName[change.Type];
            if (change.Draft == draft && next == status)
                continue;
            if (change.Draft == draft)
                stays.Add((status, change.At - since));
            else
                drafts++;
            (draft, status, since) = (change.Draft, next, change.At);
        }
        return (stays, drafts);
    }

    private sealed record StatusChange(Guid Draft, string Type, DateTimeOffset At);
}
