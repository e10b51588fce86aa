using System.Data.Common;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>
/// Messages as rows, until they are taken. Of the messages about a subject, a draft or a profile, to a receiver only the first that waits is due;
/// the next becomes due in the transaction that ends the one before it.
/// </summary>
internal sealed class WebhookOutbox(
    IDatabase database, Checkpoints places, IOptions<WebhookSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private const string LetNextBeDue =
        """
        update webhook_messages set due_at = @now
        where webhook = @Webhook and subject = @Subject and due_at is null and dead_at is null
          and number = (select min(number) from webhook_messages where webhook = @Webhook and subject = @Subject and dead_at is null)
        """;

    /// <summary>Each noun of each that has not ended, with the place after which it is told of it.</summary>
    public Task<IReadOnlyList<Subscription>> Subscriptions(CancellationToken cancellation) => database.Query<IReadOnlyList<Subscription>>(
        async connection => [.. (await connection.List<(string Id, string Authority, string Noun, string Since)>(
                "select w.id, w.authority, n.noun, n.since from webhooks w join webhook_nouns n on n.webhook = w.id where w.ended_at is null", null, cancellation))
            .Select(row => new Subscription(row.Id, new(row.Authority), row.Noun, JournalPosition.TryParse(row.Since, out var since) ? since : default))],
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
            var times = (await connection.List<DueRow>(
                """
                select w.id as Webhook, w.not_before as NotBefore, (select min(m.due_at) from webhook_messages m where m.webhook = w.id and m.due_at is not null) as DueAt
                from webhooks w
                """,
                null,
                cancellation)).Where(row => row.DueAt is not null).Select(row => (row.Webhook, At: row.At)).ToList();
            return (
                [.. times.Where(row => row.At <= now).Select(row => row.Webhook)],
                times.Where(row => row.At > now).Select(row => (DateTimeOffset?)row.At).Min());
        },
        cancellation);

    /// <summary>What is due for one receiver, the longest waiting first; none while it is left in peace.</summary>
    public Task<IReadOnlyList<WebhookMessage>> Due(string webhook, int limit, CancellationToken cancellation) => database.Query<IReadOnlyList<WebhookMessage>>(
        async connection => await connection.List<WebhookMessage>(
            """
            select m.webhook as Webhook, m.subject as Subject, m.number as Number, w.url as Url, w.form as Form, w.secret as Secret,
              w.previous_secret as PreviousSecret, w.previous_until as PreviousUntil, m.body as Body, m.made_at as MadeAt, m.attempts as Attempts,
              w.failures as Failures
            from webhook_messages m join webhooks w on w.id = m.webhook
            where m.webhook = @webhook and m.due_at <= @now and (w.not_before is null or w.not_before <= @now)
            order by m.due_at limit @limit
            """,
            new { webhook, now = clock.GetUtcNow(), limit },
            cancellation),
        cancellation);

    /// <summary>When the message was made that waits the longest, null if none waits; one look at the end of an index.</summary>
    public Task<DateTimeOffset?> OldestWaiting(CancellationToken cancellation) => database.Query(
        connection => connection.ExecuteScalarAsync<DateTimeOffset?>(
            new CommandDefinition("select min(made_at) from webhook_messages where dead_at is null", cancellationToken: cancellation)),
        cancellation);

    public Task Taken(WebhookMessage message) => database.Run(
        async (connection, _) =>
        {
            var key = new { message.Webhook, message.Subject, message.Number, now = clock.GetUtcNow() };
            await Lock(connection, message.Webhook);
            await connection.ExecuteAsync("delete from webhook_messages where webhook = @Webhook and subject = @Subject and number = @Number", key);
            await connection.ExecuteAsync("update webhooks set failures = 0, not_before = null where id = @Webhook and failures > 0", key);
            return await connection.ExecuteAsync(LetNextBeDue, key);
        },
        CancellationToken.None);

    /// <summary>
    /// To be tried again later, or given up when it has waited for too long; then the subject's next message goes on. If the subscription has
    /// another URL by now, the failure says nothing of that one, and the message stays due.
    /// </summary>
    /// <param name="retryAt">Before then the receiver does not want to be asked again.</param>
    /// <returns>Whether it was given up.</returns>
    public Task<bool> Failed(WebhookMessage message, Phrase why, DateTimeOffset? retryAt = null) => database.Run(
        async (connection, _) =>
        {
            var now = clock.GetUtcNow();
            await Lock(connection, message.Webhook);
            var isOfThisUrl = await connection.ExecuteAsync(
                """
                update webhooks set failures = @failures, not_before = case when not_before > @rest then not_before else @rest end
                where id = @Webhook and url = @Url and ended_at is null
                """,
                new
                {
                    message.Webhook,
                    message.Url,
                    failures = message.Failures + 1, // of several that failed together each counts as the same one
                    rest = Later(now + settings.Value.BackOff(message.Failures + 1), retryAt),
                }) == 1;

            var isDead = isOfThisUrl && now - message.MadeAt >= settings.Value.GiveUpAfter;
            var parameters = new
            {
                message.Webhook,
                message.Subject,
                message.Number,
                why = why.En,
                whyRu = why.Ru,
                now,
                due = isDead ? (DateTimeOffset?)null : Later(now + settings.Value.BackOff(message.Attempts + 1), retryAt),
                dead = isDead ? now : (DateTimeOffset?)null,
            };
            await connection.ExecuteAsync(
                $"""
                update webhook_messages set attempts = attempts + 1, last_failure = @why, last_failure_ru = @whyRu{(isOfThisUrl ? ", due_at = @due, dead_at = @dead" : "")}
                where webhook = @Webhook and subject = @Subject and number = @Number and dead_at is null
                """,
                parameters);
            if (isDead)
                await connection.ExecuteAsync(LetNextBeDue, parameters);
            return isDead;
        },
        CancellationToken.None);

    /// <summary>The receiver wants no more: the subscription ends, and all that waits for it is given up with this message.</summary>
    /// <returns>How many were given up; null if it has ended before or has another URL by now.</returns>
    public Task<int?> End(WebhookMessage message, Phrase why) => database.Run<int?>(
        async (connection, _) =>
        {
            var parameters = new { message.Webhook, message.Subject, message.Number, message.Url, why = why.En, whyRu = why.Ru, now = clock.GetUtcNow() };
            await Lock(connection, message.Webhook);
            var ended = await connection.ExecuteAsync(
                "update webhooks set ended_at = @now, failures = failures + 1, not_before = null where id = @Webhook and url = @Url and ended_at is null", parameters);
            if (ended == 0)
                return null;
            await connection.ExecuteAsync(
                "update webhook_messages set attempts = attempts + 1 where webhook = @Webhook and subject = @Subject and number = @Number and dead_at is null", parameters);
            return await connection.ExecuteAsync(
                "update webhook_messages set due_at = null, dead_at = @now, last_failure = @why, last_failure_ru = @whyRu where webhook = @Webhook and dead_at is null", parameters);
        },
        CancellationToken.None);

    private static Task Add(DbConnection connection, NewWebhookMessage message, DateTimeOffset now) => connection.ExecuteAsync(
        """
        insert into webhook_messages (webhook, subject, number, body, made_at, due_at)
        select @Webhook, @Subject, @Number, @Body, @now,
          case when exists (select 1 from webhook_messages where webhook = @Webhook and subject = @Subject and dead_at is null) then null else @now end
        from webhooks where id = @Webhook and ended_at is null
        on conflict (webhook, subject, number) do nothing
        """,
        new { message.Webhook, message.Subject, message.Number, message.Body, now });

    /// <summary>Whoever changes what is due for a receiver holds its row, so that no message is left behind one that is gone.</summary>
    public static Task Lock(DbConnection connection, string webhook) =>
        connection.ExecuteAsync("update webhooks set failures = failures where id = @webhook", new { webhook });

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private sealed record DueRow(string Webhook, DateTimeOffset? NotBefore, DateTimeOffset? DueAt)
    {
        public DateTimeOffset At => NotBefore > DueAt ? NotBefore.Value : DueAt!.Value;
    }

    private sealed class PlaceLostException : Exception;
}

/// <summary>That a subscription is told of a noun, of what happens after <paramref name="Since"/>.</summary>
internal sealed record Subscription(string Id, AuthorityCode Authority, string Noun, JournalPosition Since);

/// <summary>A message to be kept for one receiver. <paramref name="Number"/> counts those of its subject, a draft or a profile.</summary>
internal sealed record NewWebhookMessage(string Webhook, Guid Subject, int Number, string Body);

/// <summary>One node makes messages and delivers them.</summary>
internal sealed class WebhookLease(Checkpoints places)
{
    public FeedLease Claim { get; } = new(places, "webhooks", TimeProvider.System);
}
