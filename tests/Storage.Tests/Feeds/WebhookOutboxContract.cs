using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Storage.Tests.Feeds;

public abstract class WebhookOutboxContract : StoreContract
{
    private const string Secret = "correct-horse-battery";
    private string webhook = "";

    private protected WebhookOutboxContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Only_the_first_message_of_a_draft_is_due_and_the_next_when_it_was_taken()
    {
        await Add((1, 1), (1, 2), (2, 1), (1, 3));

        Assert.Equal([(Draft(1), 1), (Draft(2), 1)], Keys(await Due()));
        await Store.Outbox.Taken((await Due()).Single(message => message.Draft == Draft(1)));
        Assert.Equal([(Draft(2), 1), (Draft(1), 2)], Keys(await Due()).OrderBy(key => key.Item2));
        await Add((1, 4));
        await Store.Outbox.Taken((await Due()).Single(message => message.Draft == Draft(1)));

        Assert.Equal(3, (await Due()).Single(message => message.Draft == Draft(1)).Number);
    }

    [StoreFact]
    public async Task A_receiver_that_failed_is_left_in_peace_for_ever_longer()
    {
        await Add((1, 1), (2, 1));
        Assert.Equal([webhook], (await Store.Outbox.Due(default)).Webhooks);
        var seconds = new List<double>();

        for (var i = 0; i < 8; i++)
        {
            Assert.False(await Store.Outbox.Failed((await Due())[0], "The receiver answered 503."));
            Assert.Empty(await Due());
            var next = (await Store.Outbox.Due(default)).Next!.Value;
            seconds.Add((next - Clock.GetUtcNow()).TotalSeconds);
            Clock.Turn(next - Clock.GetUtcNow());
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], seconds);
        Assert.Equal((8, 2, 0), await Counts());
        await Store.Outbox.Taken((await Due())[0]);
        Assert.Equal((0, 1, 0), await Counts());
    }

    [StoreFact]
    public async Task What_has_failed_for_a_day_is_given_up_and_the_next_goes_on()
    {
        await Add((1, 1), (1, 2));
        Clock.Turn(TimeSpan.FromDays(1));

        Assert.True(await Store.Outbox.Failed((await Due()).Single(), "The receiver answered 400."));
        Clock.Turn(TimeSpan.FromMinutes(5));

        Assert.Equal([(Draft(1), 2)], Keys(await Due()));
        var letter = Assert.Single((await Store.Webhooks.DeadLetters(Ceramics.Baltic, webhook, 10, default))!);
        Assert.Equal((1, "The receiver answered 400."), (letter.Attempts, letter.LastFailure));
        Assert.Contains("\"sequence\":1", letter.Body, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Dead_letters_are_delivered_again_in_their_order()
    {
        await Add((1, 1), (1, 2), (1, 3), (2, 1));
        Clock.Turn(TimeSpan.FromDays(1));
        for (var i = 0; i < 3; i++)
        {
            await Store.Outbox.Failed((await Due())[0], "no");
            Clock.Turn(TimeSpan.FromMinutes(5));
        }
        Assert.Equal((3, 1, 3), await Counts());

        Assert.Equal(0, await Store.Webhooks.Redeliver(Ceramics.Baltic, webhook, Draft(9), default));
        var count = await Store.Webhooks.Redeliver(Ceramics.Baltic, webhook, null, default);

        Assert.Equal(3, count);
        var order = new List<(DraftId, int)>();
        while (await Due() is [var first, ..])
        {
            order.Add((first.Draft, first.Number));
            await Store.Outbox.Taken(first);
        }
        Assert.Equal(4, order.Count);
        Assert.Equal(order.Where(key => key.Item1 == Draft(1)).OrderBy(key => key.Item2), order.Where(key => key.Item1 == Draft(1)));
    }

    [StoreFact]
    public async Task Messages_that_were_made_are_not_made_again_and_nobody_who_lost_the_place_makes_any()
    {
        await Add((1, 1));
        Assert.False(await Store.Outbox.Add("webhooks", new(99), new(100), [Message(5, 1)], default));
        await Add((1, 1));

        Assert.Equal([(Draft(1), 1)], Keys(await Due()));
        Assert.Equal((0, 1, 0), await Counts());
    }

    [StoreFact]
    public async Task Another_authority_sees_nothing_of_it()
    {
        await Add((1, 1));

        Assert.Empty(await Store.Webhooks.List(Ceramics.Vladivostok, default));
        Assert.Null(await Store.Webhooks.DeadLetters(Ceramics.Vladivostok, webhook, 10, default));
        Assert.Null(await Store.Webhooks.Redeliver(Ceramics.Vladivostok, webhook, null, default));
        Assert.False(await Store.Webhooks.Remove(Ceramics.Vladivostok, webhook, default));
        Assert.Equal((0, 1, 0), await Counts());
    }

    [StoreFact]
    public async Task Goes_with_its_messages_and_there_are_ten_at_the_most()
    {
        await Add((1, 1));
        Assert.True(await Store.Webhooks.Remove(Ceramics.Baltic, webhook, default));
        Assert.Empty((await Store.Outbox.Due(default)).Webhooks);

        for (var i = 0; i < 10; i++)
            Assert.NotNull(await Store.Webhooks.Add(Ceramics.Baltic, "https://baltic.example", Secret, "program", default));
        Assert.Null(await Store.Webhooks.Add(Ceramics.Baltic, "https://baltic.example", Secret, "program", default));
    }

    /// <summary>Messages of the drafts with these numbers, each with its own number; the follower's place moves by one.</summary>
    private async Task Add(params (int Draft, int Number)[] messages)
    {
        if (webhook.Length == 0)
            webhook = (await Store.Webhooks.Add(Ceramics.Baltic, "https://baltic.example", Secret, "program", default))!.Id;
        var place = (await Store.Places.Claim("webhooks", default))!.Value;
        var added = messages.Select(message => Message(message.Draft, message.Number)).ToList();
        Assert.True(await Store.Outbox.Add("webhooks", place, new(place.Transaction + 1), added, default));
    }

    private NewWebhookMessage Message(int draft, int number) => new(webhook, Draft(draft), number, $$"""{"sequence":{{number}}}""");

    private Task<IReadOnlyList<WebhookMessage>> Due() => Store.Outbox.Due(webhook, 100, default);

    private async Task<(int Failures, int Waiting, int Dead)> Counts()
    {
        var row = Assert.Single(await Store.Webhooks.List(Ceramics.Baltic, default));
        return (row.Failures, row.Waiting, row.DeadLetters);
    }

    private static IEnumerable<(DraftId, int)> Keys(IReadOnlyList<WebhookMessage> messages) => messages.Select(message => (message.Draft, message.Number));
}

public sealed class SqliteWebhookOutboxTests() : WebhookOutboxContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresWebhookOutboxTests(PostgresCluster cluster) : WebhookOutboxContract(new PostgresStage(cluster));
