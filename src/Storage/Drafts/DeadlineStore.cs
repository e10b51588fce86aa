namespace RmsOrleans.Storage.Drafts;

/// <summary>Deadlines as the heads of drafts have them; the same text for both databases.</summary>
internal sealed class DeadlineStore(IDatabase database) : IDeadlineStore
{
    /// <summary>In the words of the index <c>drafts_due</c>, or SQLite would not see that it may use it.</summary>
    private const string IsOpen = "deadline_at is not null and not deadline_missed";

    private const string IsOverdue = "overdue and responsible is not null";

    private static readonly DraftId beforeAll = new(Guid.Empty);

    public Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation) => Read<OpenDeadline>(
        $"select id as Draft, number as Number, deadline as Deadline from drafts where id > @after and {IsOpen} order by id limit @most",
        new { after = after ?? beforeAll, most },
        cancellation);

    public Task<ImmutableArray<DeadlinePlace>> Due(
        AuthorityCode responsible, DateTimeOffset now, DeadlinePlace? after, int most, CancellationToken cancellation) => Read<DeadlinePlace>(
        $"""
        select deadline_at as DueAt, id as Draft from drafts
        where responsible = @responsible and deadline_at <= @now and {IsOpen}{After(after)} order by deadline_at, id limit @most
        """,
        new { responsible, now, dueAt = after?.DueAt, id = after?.Draft, most },
        cancellation);

    public Task<ImmutableArray<OpenDeadline>> CountedBefore(
        AuthorityCode responsible, long revision, DeadlinePlace? after, int most, CancellationToken cancellation) => Read<OpenDeadline>(
        $"""
        select id as Draft, number as Number, deadline as Deadline from drafts
        where responsible = @responsible and calendar_revision < @revision and {IsOpen}{After(after)} order by deadline_at, id limit @most
        """,
        new { responsible, revision, dueAt = after?.DueAt, id = after?.Draft, most },
        cancellation);

    public Task<ImmutableArray<AuthorityCode>> Responsible(CancellationToken cancellation) =>
        Read<AuthorityCode>($"select distinct responsible from drafts where {IsOpen}", null, cancellation);

    public Task<ImmutableArray<DeadlineCount>> Count(CancellationToken cancellation) => Read<DeadlineCount>(
        $"""
        select responsible as Responsible, sum(open) as Open, sum(overdue) as Overdue, min(oldest) as OldestOpen
        from (
          select responsible, count(*) as open, 0 as overdue, min(deadline_at) as oldest from drafts where {IsOpen} group by responsible
          union all
          select responsible, 0, count(*), null from drafts where {IsOverdue} group by responsible) counts
        group by responsible order by responsible
        """,
        null,
        cancellation);

    private Task<ImmutableArray<T>> Read<T>(string sql, object? parameters, CancellationToken cancellation) => database.Query<ImmutableArray<T>>(
        async connection => [.. await connection.List<T>(sql, parameters, cancellation)], cancellation);

    private static string After(DeadlinePlace? place) => place is null ? "" : " and (deadline_at, id) > (@dueAt, @id)";
}
