using System.Text.Json;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Deadlines as the heads of drafts have them; the same text for both databases.</summary>
internal sealed class DeadlineStore(IDatabase database) : IDeadlineStore
{
    /// <summary>In the words of the index <c>drafts_due</c>, or SQLite would not see that it may use it.</summary>
    private const string IsOpen = "deadline_at is not null and not deadline_missed";

    private const string IsOverdue = "overdue and responsible is not null";

    private static readonly DraftId beforeAll = new(Guid.Empty);

    public Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var query = new CommandDefinition(
                $"select id as Id, number as Number, deadline as Deadline from drafts where id > @after and {IsOpen} order by id limit @most",
                new { after = after ?? beforeAll, most },
                cancellationToken: cancellation);
            return (await connection.QueryAsync<Row>(query)).Select(row => row.ToDeadline()).ToImmutableArray();
        },
        cancellation);

    public Task<ImmutableArray<DeadlinePlace>> Due(
        AuthorityCode responsible, DateTimeOffset now, DeadlinePlace? after, int most, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var query = new CommandDefinition(
                $"""
                select deadline_at as DueAt, id as Draft from drafts
                where responsible = @responsible and deadline_at <= @now and {IsOpen}{After(after)} order by deadline_at, id limit @most
                """,
                new { responsible, now, dueAt = after?.DueAt, id = after?.Draft, most },
                cancellationToken: cancellation);
            return (await connection.QueryAsync<PlaceRow>(query)).Select(row => new DeadlinePlace(row.DueAt, row.Draft)).ToImmutableArray();
        },
        cancellation);

    public Task<ImmutableArray<OpenDeadline>> CountedBefore(
        AuthorityCode responsible, long revision, DeadlinePlace? after, int most, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var query = new CommandDefinition(
                $"""
                select id as Id, number as Number, deadline as Deadline from drafts
                where responsible = @responsible and calendar_revision < @revision and {IsOpen}{After(after)} order by deadline_at, id limit @most
                """,
                new { responsible, revision, dueAt = after?.DueAt, id = after?.Draft, most },
                cancellationToken: cancellation);
            return (await connection.QueryAsync<Row>(query)).Select(row => row.ToDeadline()).ToImmutableArray();
        },
        cancellation);

    public Task<ImmutableArray<AuthorityCode>> Responsible(CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var query = new CommandDefinition($"select distinct responsible from drafts where {IsOpen}", cancellationToken: cancellation);
            return (await connection.QueryAsync<string>(query)).Select(code => new AuthorityCode(code)).ToImmutableArray();
        },
        cancellation);

    public Task<ImmutableArray<DeadlineCount>> Count(CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var query = new CommandDefinition(
                $"""
                select responsible as Responsible, sum(open) as Open, sum(overdue) as Overdue, min(oldest) as Oldest
                from (
                  select responsible, count(*) as open, 0 as overdue, min(deadline_at) as oldest from drafts where {IsOpen} group by responsible
                  union all
                  select responsible, 0, count(*), null from drafts where {IsOverdue} group by responsible) counts
                group by responsible order by responsible
                """,
                cancellationToken: cancellation);
            return (await connection.QueryAsync<CountRow>(query)).Select(row => row.ToCount()).ToImmutableArray();
        },
        cancellation);

    private static string After(DeadlinePlace? place) => place is null ? "" : " and (deadline_at, id) > (@dueAt, @id)";

    private sealed class CountRow
    {
        public string Responsible { get; init; } = "";
        public long Open { get; init; }
        public long Overdue { get; init; }
        public long? Oldest { get; init; }

        public DeadlineCount ToCount() =>
            new(new AuthorityCode(Responsible), Open, Overdue, Oldest is { } oldest ? DateTimeOffset.FromUnixTimeMilliseconds(oldest) : null);
    }

    private sealed class PlaceRow
    {
        public DateTimeOffset DueAt { get; init; }
        public DraftId Draft { get; init; }
    }

    private sealed class Row
    {
        public DraftId Id { get; init; }
        public RegistrationNumber? Number { get; init; }
        public string Deadline { get; init; } = "";

        public OpenDeadline ToDeadline() => new(Id, Number, JsonSerializer.Deserialize(Deadline, StoredDraft.Json.Deadline)!);
    }
}
