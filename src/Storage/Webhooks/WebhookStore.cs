using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>The subscriptions of authorities, and what could not be delivered. Each method sees those of one authority only.</summary>
internal sealed class WebhookStore(
    IDatabase database, IJournalReader reader, WebhookSignal signal, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Of one authority.</summary>
    private const int Most = 10;

    private const string Columns =
        """
        w.id as Id, w.url as Url, w.created_at as CreatedAt, w.failures as Failures,
        (select count(*) from webhook_messages m where m.webhook = w.id and m.dead_at is null) as Waiting,
        (select count(*) from webhook_messages m where m.webhook = w.id and m.dead_at is not null) as DeadLetters
        """;

    /// <summary>Behind an earlier message of its draft none is due.</summary>
    private const string HoldLater =
        """
        update webhook_messages set due_at = null
        where webhook = @id and due_at is not null and exists (
          select 1 from webhook_messages e
          where e.webhook = webhook_messages.webhook and e.draft = webhook_messages.draft and e.dead_at is null and e.number < webhook_messages.number)
        """;

    public Task<IReadOnlyList<WebhookRow>> List(AuthorityCode authority, CancellationToken cancellation) => database.Query<IReadOnlyList<WebhookRow>>(
        async connection => (await connection.QueryAsync<WebhookRow>(new CommandDefinition(
            $"select {Columns} from webhooks w where w.authority = @authority order by w.created_at, w.id", new { authority }, cancellationToken: cancellation))).AsList(),
        cancellation);

    /// <summary>Null if the authority has as many as it may have. What was written before is not told. The place is taken before the row is there, so nothing falls between.</summary>
    public async Task<WebhookRow?> Add(AuthorityCode authority, string url, string secret, string createdBy, CancellationToken cancellation)
    {
        var since = await reader.End(cancellation);
        var row = new WebhookRow { Id = Guid.NewGuid().ToString("N"), Url = url, CreatedAt = clock.GetUtcNow().CutToMilliseconds() };
        var added = await database.Run(
            (connection, _) => connection.ExecuteAsync(
                """
                insert into webhooks (id, authority, url, secret, since, created_at, created_by)
                select @Id, @authority, @Url, @secret, @since, @CreatedAt, @createdBy
                where (select count(*) from webhooks where authority = @authority) < @Most
                """,
                new { row.Id, authority, row.Url, secret, since = since.ToString(), row.CreatedAt, createdBy, Most }),
            cancellation);
        signal.Raise();
        return added == 1 ? row : null;
    }

    /// <summary>With everything that waits to be delivered; false if there is none.</summary>
    public Task<bool> Remove(AuthorityCode authority, string id, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            await WebhookOutbox.Lock(connection, id);
            await connection.ExecuteAsync(
                "delete from webhook_messages where webhook in (select id from webhooks where id = @id and authority = @authority)", new { id, authority });
            return await connection.ExecuteAsync("delete from webhooks where id = @id and authority = @authority", new { id, authority }) == 1;
        },
        cancellation);

    /// <summary>The oldest first, at most <paramref name="limit"/>; null if there is no such subscription.</summary>
    public async Task<IReadOnlyList<DeadLetterRow>?> DeadLetters(AuthorityCode authority, string id, int limit, CancellationToken cancellation) => await database.Query(
        async connection => await Exists(connection, authority, id)
            ? (await connection.QueryAsync<DeadLetterRow>(new CommandDefinition(
                """
                select body as Body, attempts as Attempts, last_failure as LastFailure, dead_at as DeadAt
                from webhook_messages where webhook = @id and dead_at is not null order by dead_at, draft, number limit @limit
                """,
                new { id, limit },
                cancellationToken: cancellation))).AsList()
            : null,
        cancellation);

    /// <summary>Dead letters, of one draft or all, wait to be delivered again; how many, or null if there is no such subscription.</summary>
    public async Task<int?> Redeliver(AuthorityCode authority, string id, DraftId? draft, CancellationToken cancellation)
    {
        var count = await database.Run<int?>(
            async (connection, _) =>
            {
                if (!await Exists(connection, authority, id))
                    return null;

                await WebhookOutbox.Lock(connection, id);
                var parameters = new { id, draft = draft ?? default, now = clock.GetUtcNow() };
                await connection.ExecuteAsync("update webhooks set not_before = null where id = @id", parameters);
                var revived = await connection.ExecuteAsync(
                    $"""
                    update webhook_messages set dead_at = null, attempts = 0, made_at = @now, due_at = @now
                    where webhook = @id and dead_at is not null {(draft is null ? "" : "and draft = @draft")}
                    """,
                    parameters);
                await connection.ExecuteAsync(HoldLater, parameters);
                return revived;
            },
            cancellation);
        signal.Raise();
        return count;
    }

    private static async Task<bool> Exists(System.Data.Common.DbConnection connection, AuthorityCode authority, string id) =>
        await connection.ExecuteScalarAsync<int>("select count(*) from webhooks where id = @id and authority = @authority", new { id, authority }) == 1;
}
