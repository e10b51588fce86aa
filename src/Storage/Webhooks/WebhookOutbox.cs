using System.Data.Common;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>
/// Messages as rows, until they are taken. Of the messages of a draft to a receiver only the first that waits is due; the next becomes due in
/// the transaction that ends the one before it.
/// </summary>
internal sealed class WebhookOutbox(
    IDatabase database, Checkpoints places, IOptions<WebhookSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private const string LetNextBeDue =
        """
        update webhook_messages set due_at = @now
        where webhook = @Webhook and draft = @Draft and due_at is null and dead_at is null
          and number = (select min(number) from webhook_messages where webhook = @Webhook and draft = @Draft and dead_at is null)
        """;

    /// <summary>All of them, with their place and authority.</summary>
    public Task<IReadOnlyList<Subscription>> Subscriptions(CancellationToken cancellation) => database.Query<IReadOnlyList<Subscription>>(
        async connection => [.. (await connection.QueryAsync<(string Id, string Authority, string Since)>(
                new CommandDefinition("select id, authority, since from webhooks", cancellationToken: cancellation)))
            .Select(row => new Subscription(row.Id, row.Authority, JournalPosition.TryParse(row.Since, out var since) ? since : default))],
        cancellation);

    /// <summary>Writes messages and moves the place on, in one transaction; false, and nothing is written, if another node has taken over.</summary>
    public async Task<bool> Add(
        string purpose, JournalPosition from, JournalPosition to, IReadOnlyList<NewWebhookMessage> messages, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        try
        {
            return await database.Run(
                async (connection, _) =>
                {
                    if (!await places.Move(connection, purpose, from, to))
                        throw new PlaceLostException();
                    foreach (var webhook in messages.Select(message => message.Webhook).Distinct())
                        await Lock(connection, webhook);
                    foreach (var message in messages)
                        await Add(connection, message, now);
                    return true;
                },
                cancellation);
        }
        catch (PlaceLostException)
        {
            return false;
        }
    }

    /// <summary>Receivers that a message is due for now, and the time at which the next one will be due.</summary>
    public Task<(IReadOnlyList<string> Webhooks, DateTimeOffset? Next)> Due(CancellationToken cancellation) => database.Query<(IReadOnlyList<string>, DateTimeOffset?)>(
        async connection =>
        {
            var now = clock.GetUtcNow();
            var times = (await connection.QueryAsync<DueRow>(new CommandDefinition(
                """
                select w.id as Webhook, w.not_before as NotBefore, (select min(m.due_at) from webhook_messages m where m.webhook = w.id and m.due_at is not null) as DueAt
                from webhooks w
                """,
                cancellationToken: cancellation))).Where(row => row.DueAt is not null).Select(row => (row.Webhook, At: row.At)).ToList();
            return (
                [.. times.Where(row => row.At <= now).Select(row => row.Webhook)],
                times.Where(row => row.At > now).Select(row => (DateTimeOffset?)row.At).Min());
        },
        cancellation);

    /// <summary>What is due for one receiver, the longest waiting first; none while it is left in peace.</summary>
    public Task<IReadOnlyList<WebhookMessage>> Due(string webhook, int limit, CancellationToken cancellation) => database.Query<IReadOnlyList<WebhookMessage>>(
        async connection => (await connection.QueryAsync<WebhookMessage>(new CommandDefinition(
            """
            select m.webhook as Webhook, m.draft as Draft, m.number as Number, w.url as Url, w.secret as Secret, m.body as Body, m.made_at as MadeAt,
              m.attempts as Attempts, w.failures as Failures
            from webhook_messages m join webhooks w on w.id = m.webhook
            where m.webhook = @webhook and m.due_at <= @now and (w.not_before is null or w.not_before <= @now)
            order by m.due_at limit @limit
            """,
            new { webhook, now = clock.GetUtcNow(), limit },
            cancellationToken: cancellation))).AsList(),
        cancellation);

    /// <summary>When the message was made that waits the longest, null if none waits; one look at the end of an index.</summary>
    public Task<DateTimeOffset?> OldestWaiting(CancellationToken cancellation) => database.Query(
        connection => connection.ExecuteScalarAsync<DateTimeOffset?>(
            new CommandDefinition("select min(made_at) from webhook_messages where dead_at is null", cancellationToken: cancellation)),
        cancellation);

    public Task Taken(WebhookMessage message) => database.Run(
        async (connection, _) =>
        {
            var key = new { message.Webhook, message.Draft, message.Number, now = clock.GetUtcNow() };
            await Lock(connection, message.Webhook);
            await connection.ExecuteAsync("delete from webhook_messages where webhook = @Webhook and draft = @Draft and number = @Number", key);
            await connection.ExecuteAsync("update webhooks set failures = 0, not_before = null where id = @Webhook and failures > 0", key);
            return await connection.ExecuteAsync(LetNextBeDue, key);
        },
        CancellationToken.None);

    /// <summary>To be tried again later, or given up when it has waited for too long; then the draft's next message goes on.</summary>
    /// <returns>Whether it was given up.</returns>
    public Task<bool> Failed(WebhookMessage message, string why) => database.Run(
        async (connection, _) =>
        {
            var now = clock.GetUtcNow();
            var isDead = now - message.MadeAt >= settings.Value.GiveUpAfter;
            var parameters = new
            {
                message.Webhook,
                message.Draft,
                message.Number,
                why,
                now,
                due = isDead ? (DateTimeOffset?)null : now + settings.Value.BackOff(message.Attempts + 1),
                dead = isDead ? now : (DateTimeOffset?)null,
                failures = message.Failures + 1, // of several that failed together each counts as the same one
                rest = now + settings.Value.BackOff(message.Failures + 1),
            };
            await Lock(connection, message.Webhook);
            await connection.ExecuteAsync(
                """
                update webhook_messages set attempts = attempts + 1, last_failure = @why, due_at = @due, dead_at = @dead
                where webhook = @Webhook and draft = @Draft and number = @Number
                """,
                parameters);
            await connection.ExecuteAsync("update webhooks set failures = @failures, not_before = @rest where id = @Webhook", parameters);
            if (isDead)
                await connection.ExecuteAsync(LetNextBeDue, parameters);
            return isDead;
        },
        CancellationToken.None);

    private static Task Add(DbConnection connection, NewWebhookMessage message, DateTimeOffset now) => connection.ExecuteAsync(
        """
        insert into webhook_messages (webhook, draft, number, body, made_at, due_at)
        select @Webhook, @Draft, @Number, @Body, @now,
          case when exists (select 1 from webhook_messages where webhook = @Webhook and draft = @Draft and dead_at is null) then null else @now end
        from webhooks where id = @Webhook
        on conflict (webhook, draft, number) do nothing
        """,
        new { message.Webhook, message.Draft, message.Number, message.Body, now });

    /// <summary>Whoever changes what is due for a receiver holds its row, so that no message is left behind one that is gone.</summary>
    public static Task Lock(DbConnection connection, string webhook) =>
        connection.ExecuteAsync("update webhooks set failures = failures where id = @webhook", new { webhook });

    private sealed class DueRow
    {
        public string Webhook { get; init; } = "";
        public DateTimeOffset? NotBefore { get; init; }
        public DateTimeOffset? DueAt { get; init; }

        public DateTimeOffset At => NotBefore > DueAt ? NotBefore.Value : DueAt!.Value;
    }

    private sealed class PlaceLostException : Exception;
}

internal sealed record Subscription(string Id, string Authority, JournalPosition Since);

/// <summary>A message to be kept for one receiver. <paramref name="Number"/> counts those of its draft.</summary>
internal sealed record NewWebhookMessage(string Webhook, DraftId Draft, int Number, string Body);

/// <summary>One node makes messages and delivers them.</summary>
internal sealed class WebhookLease(Checkpoints places)
{
    public FeedLease Claim { get; } = new(places, "webhooks", TimeProvider.System);
}

/// <summary>One message on its way to one receiver.</summary>
internal sealed class WebhookMessage
{
    public string Webhook { get; init; } = "";

    public DraftId Draft { get; init; }

    public int Number { get; init; }

    public string Url { get; init; } = "";

    public string Secret { get; init; } = "";

    public string Body { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Of the receiver, since it last took a message.</summary>
    public int Failures { get; init; }
}
