using System.Data.Common;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>The subscriptions of authorities, and what could not be delivered. Each method sees those of one authority only.</summary>
internal sealed class WebhookStore(
    IDatabase database, IJournalReader reader, WebhookSignal signal, IOptions<WebhookSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Of one authority.</summary>
    private const int Most = 10;

    private const string Columns =
        """
        w.id as Id, w.url as Url, w.form as Form, w.created_at as CreatedAt, w.ended_at as EndedAt, w.previous_until as PreviousUntil, w.failures as Failures,
        (select count(*) from webhook_messages m where m.webhook = w.id and m.dead_at is null) as Waiting,
        (select count(*) from webhook_messages m where m.webhook = w.id and m.dead_at is not null) as DeadLetters
        """;

    private const string AddNoun = "insert into webhook_nouns (webhook, noun, since) values (@id, @noun, @since) on conflict (webhook, noun) do nothing";

    /// <summary>Behind an earlier message about its subject none is due.</summary>
    private const string HoldLater =
        """
        update webhook_messages set due_at = null
        where webhook = @id and due_at is not null and exists (
          select 1 from webhook_messages e
          where e.webhook = webhook_messages.webhook and e.subject = webhook_messages.subject and e.dead_at is null and e.number < webhook_messages.number)
        """;

    public Task<IReadOnlyList<WebhookRow>> List(AuthorityCode authority, CancellationToken cancellation) => database.Query<IReadOnlyList<WebhookRow>>(
        async connection => await Rows(connection, "w.authority = @authority", new { authority }, cancellation), cancellation);

    /// <summary>Where messages of a subscription go; null if there is none.</summary>
    public Task<WebhookTarget?> Target(AuthorityCode authority, string id, CancellationToken cancellation) => database.Query(
        connection => connection.One<WebhookTarget>(
            """
            select id as Webhook, url as Url, form as Form, secret as Secret, previous_secret as PreviousSecret, previous_until as PreviousUntil, ended_at as EndedAt
            from webhooks where id = @id and authority = @authority
            """,
            new { id, authority },
            cancellation),
        cancellation);

    /// <summary>
    /// What was written before is not told. The place is taken before the row is there, so nothing falls between. A key that has made one leads to
    /// it as long as that is there.
    /// </summary>
    public async Task<AddedWebhook> Add(AuthorityCode authority, WebhookTerms terms, RequestKey? key, string createdBy, CancellationToken cancellation)
    {
        var since = (await reader.End(cancellation)).ToString();
        var row = new WebhookRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Url = terms.Url,
            Form = terms.Form,
            Nouns = terms.Nouns,
            CreatedAt = clock.GetUtcNow().CutToMilliseconds(),
        };
        var added = await database.Run(
            async (connection, _) =>
            {
                if (await MadeBefore(connection, authority, key) is { } known)
                    return known;

                var parameters = new { row.Id, authority, row.Url, row.Form, terms.Secret, row.CreatedAt, createdBy, key?.Key, key?.Hash, Most };
                var made = await connection.ExecuteAsync(
                    """
                    insert into webhooks (id, authority, url, form, secret, created_at, created_by, request_key, request_hash)
                    select @Id, @authority, @Url, @Form, @Secret, @CreatedAt, @createdBy, @Key, @Hash
                    where (select count(*) from webhooks where authority = @authority) < @Most
                    on conflict do nothing
                    """,
                    parameters);
                if (made == 0) // there are too many, or the same request was quicker elsewhere
                    return await MadeBefore(connection, authority, key) ?? new(AddedWebhookEnd.TooMany);

                foreach (var noun in terms.Nouns)
                    await connection.ExecuteAsync(AddNoun, new { id = row.Id, noun, since });
                return new(AddedWebhookEnd.Added, row);
            },
            cancellation);
        signal.Raise();
        return added;
    }

    /// <summary>
    /// What waits goes to the new URL, and at once; what has ended is taken up again, from now on, as is a noun that is new. The secret of before
    /// signs for a while beside a new one.
    /// </summary>
    /// <returns>Null if there is no such subscription.</returns>
    public async Task<WebhookRow?> Change(AuthorityCode authority, string id, WebhookChange change, CancellationToken cancellation)
    {
        var since = (await reader.End(cancellation)).ToString();
        var changed = await database.Run(
            async (connection, _) =>
            {
                await WebhookOutbox.Lock(connection, id);
                if (await Find(connection, authority, id) is not { } before)
                    return null;

                var now = clock.GetUtcNow();
                var parameters = new { id, change.Url, change.Form, change.Secret, since, now, until = now + settings.Value.SecretOverlap };
                if (before.EndedAt is not null)
                    await connection.ExecuteAsync("update webhook_nouns set since = @since where webhook = @id", parameters);
                await connection.ExecuteAsync(
                    """
                    update webhooks set url = coalesce(@Url, url), form = coalesce(@Form, form), secret = coalesce(@Secret, secret),
                      previous_secret = case when @Secret <> secret then secret else previous_secret end,
                      previous_until = case when @Secret <> secret then @until else previous_until end,
                      ended_at = null, failures = 0, not_before = null
                    where id = @id
                    """,
                    parameters);
                await connection.ExecuteAsync("update webhook_messages set due_at = @now where webhook = @id and due_at > @now", parameters);

                if (change.Nouns is { } nouns)
                {
                    foreach (var noun in before.Nouns.Except(nouns))
                        await connection.ExecuteAsync("delete from webhook_nouns where webhook = @id and noun = @noun", new { id, noun });
                    foreach (var noun in nouns)
                        await connection.ExecuteAsync(AddNoun, new { id, noun, since });
                }
                return await Find(connection, authority, id);
            },
            cancellation);
        signal.Raise();
        return changed;
    }

    /// <summary>With everything that waits to be delivered; false if there is none.</summary>
    public Task<bool> Remove(AuthorityCode authority, string id, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            await WebhookOutbox.Lock(connection, id);
            foreach (var table in (string[])["webhook_messages", "webhook_nouns"])
            {
                await connection.ExecuteAsync(
                    $"delete from {table} where webhook in (select id from webhooks where id = @id and authority = @authority)", new { id, authority });
            }
            return await connection.ExecuteAsync("delete from webhooks where id = @id and authority = @authority", new { id, authority }) == 1;
        },
        cancellation);

    /// <summary>The oldest first, at most <paramref name="limit"/>; null if there is no such subscription.</summary>
    public async Task<IReadOnlyList<DeadLetterRow>?> DeadLetters(AuthorityCode authority, string id, int limit, CancellationToken cancellation) => await database.Query(
        async connection => await Find(connection, authority, id) is not null
            ? await connection.List<DeadLetterRow>(
                """
                select body as Body, attempts as Attempts, last_failure as LastFailure, coalesce(last_failure_ru, last_failure) as LastFailureRu, dead_at as DeadAt
                from webhook_messages where webhook = @id and dead_at is not null order by dead_at, subject, number limit @limit
                """,
                new { id, limit },
                cancellation)
            : null,
        cancellation);

    /// <summary>The draft or profile that bears a number; null if none does.</summary>
    public Task<Guid?> Subject(RegistrationNumber number, CancellationToken cancellation) => database.Query(
        connection => connection.One<Guid?>("select subject from registrations where number = @number", new { number }, cancellation), cancellation);

    /// <summary>Dead letters, about one subject or all, wait to be delivered again; null if there is no such subscription.</summary>
    public async Task<Redelivered?> Redeliver(AuthorityCode authority, string id, Guid? subject, CancellationToken cancellation)
    {
        var redelivered = await database.Run<Redelivered?>(
            async (connection, _) =>
            {
                await WebhookOutbox.Lock(connection, id);
                if (await Find(connection, authority, id) is not { } webhook)
                    return null;
                if (webhook.EndedAt is not null)
                    return new(HasEnded: true, 0);

                var parameters = new { id, subject = subject ?? default, now = clock.GetUtcNow() };
                await connection.ExecuteAsync("update webhooks set not_before = null where id = @id", parameters);
                var revived = await connection.ExecuteAsync(
                    $"""
                    update webhook_messages set dead_at = null, attempts = 0, made_at = @now, due_at = @now
                    where webhook = @id and dead_at is not null {(subject is null ? "" : "and subject = @subject")}
                    """,
                    parameters);
                await connection.ExecuteAsync(HoldLater, parameters);
                return new(HasEnded: false, revived);
            },
            cancellation);
        signal.Raise();
        return redelivered;
    }

    private static async Task<AddedWebhook?> MadeBefore(DbConnection connection, AuthorityCode authority, RequestKey? key)
    {
        if (key is null || await connection.QuerySingleOrDefaultAsync<(string Id, string Hash)?>(
            "select id, request_hash from webhooks where authority = @authority and request_key = @Key", new { authority, key.Key }) is not { } made)
            return null;
        return made.Hash == key.Hash ? new(AddedWebhookEnd.Repeated, await Find(connection, authority, made.Id)) : new(AddedWebhookEnd.KeyUsedOtherwise);
    }

    private static async Task<WebhookRow?> Find(DbConnection connection, AuthorityCode authority, string id) =>
        (await Rows(connection, "w.id = @id and w.authority = @authority", new { id, authority }, CancellationToken.None)).SingleOrDefault();

    private static async Task<List<WebhookRow>> Rows(DbConnection connection, string where, object parameters, CancellationToken cancellation)
    {
        var rows = await connection.List<WebhookRow>($"select {Columns} from webhooks w where {where} order by w.created_at, w.id", parameters, cancellation);
        var nouns = (await connection.List<(string Webhook, string Noun)>(
            $"select n.webhook, n.noun from webhook_nouns n join webhooks w on w.id = n.webhook where {where} order by n.noun", parameters, cancellation))
            .ToLookup(row => row.Webhook, row => row.Noun);
        foreach (var row in rows)
            row.Nouns = [.. nouns[row.Id]];
        return rows;
    }
}
