using System.Text.Json;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Storage.Tests.Feeds;

public abstract class WebhookOutboxContract : StoreContract
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private static readonly WebhookTerms terms = new("https://baltic.example", Secret, "Both", ["drafts"]);

    private string webhook = "";

    private protected WebhookOutboxContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Only_the_first_message_of_a_draft_is_due_and_the_next_when_it_was_taken()
    {
        await Add((1, 1), (1, 2), (2, 1), (1, 3));

        Assert.Equal([(Subject(1), 1), (Subject(2), 1)], Keys(await Due()));
        await Store.Outbox.Taken((await Due()).Single(message => message.Subject == Subject(1)));
        Assert.Equal([(Subject(2), 1), (Subject(1), 2)], Keys(await Due()).OrderBy(key => key.Item2));
        await Add((1, 4));
        await Store.Outbox.Taken((await Due()).Single(message => message.Subject == Subject(1)));

        Assert.Equal(3, (await Due()).Single(message => message.Subject == Subject(1)).Number);
    }

    [StoreFact]
    public async Task A_receiver_that_failed_is_left_in_peace_for_ever_longer()
    {
        await Add((1, 1), (2, 1));
        Assert.Equal([webhook], (await Store.Outbox.Due(default)).Webhooks);
        var seconds = new List<double>();

        for (var i = 0; i < 8; i++)
        {
            Assert.False(await Store.Outbox.Failed((await Due())[0], Answered(503)));
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

        Assert.True(await Store.Outbox.Failed((await Due()).Single(), Answered(400)));
        Clock.Turn(TimeSpan.FromMinutes(5));

        Assert.Equal([(Subject(1), 2)], Keys(await Due()));
        var letter = Assert.Single((await Store.Webhooks.DeadLetters(Ceramics.Baltic, webhook, 10, default))!);
        Assert.Equal((1, Answered(400)), (letter.Attempts, letter.Why));
        Assert.Contains("\"sequence\":1", letter.Body, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Dead_letters_are_delivered_again_in_their_order()
    {
        await Add((1, 1), (1, 2), (1, 3), (2, 1));
        Clock.Turn(TimeSpan.FromDays(1));
        for (var i = 0; i < 3; i++)
        {
            await Store.Outbox.Failed((await Due())[0], Answered(503));
            Clock.Turn(TimeSpan.FromMinutes(5));
        }
        Assert.Equal((3, 1, 3), await Counts());

        Assert.Equal(new Redelivered(false, 0), await Store.Webhooks.Redeliver(Ceramics.Baltic, webhook, Subject(9), default));
        var count = await Store.Webhooks.Redeliver(Ceramics.Baltic, webhook, null, default);

        Assert.Equal(new Redelivered(false, 3), count);
        var order = new List<(Guid, int)>();
        while (await Due() is [var first, ..])
        {
            order.Add((first.Subject, first.Number));
            await Store.Outbox.Taken(first);
        }
        Assert.Equal(4, order.Count);
        Assert.Equal(order.Where(key => key.Item1 == Subject(1)).OrderBy(key => key.Item2), order.Where(key => key.Item1 == Subject(1)));
    }

    [StoreFact]
    public async Task Messages_that_were_made_are_not_made_again_and_nobody_who_lost_the_place_makes_any()
    {
        await Add((1, 1));
        Assert.False(await Store.Outbox.Add("webhooks", new(99), new(100), [Message(5, 1)], default));
        await Add((1, 1));

        Assert.Equal([(Subject(1), 1)], Keys(await Due()));
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
            Assert.Equal(AddedWebhookEnd.Added, (await Subscribe()).End);
        Assert.Equal(new AddedWebhook(AddedWebhookEnd.TooMany), await Subscribe());
    }

    [StoreFact]
    public async Task A_change_loses_nothing_and_what_waits_goes_to_the_new_URL_at_once()
    {
        await Add((1, 1), (1, 2), (2, 1));
        var old = await Due();
        Assert.False(await Store.Outbox.Failed(old[0], Answered(503)));
        Assert.Empty(await Due());

        var row = await Change("https://baltic.example/new", Other);

        Assert.Equal(("https://baltic.example/new", 0, 3, Clock.GetUtcNow() + TimeSpan.FromDays(1)), (row.Url, row.Failures, row.Waiting, row.PreviousUntil));
        Assert.All(await Due(), message => Assert.Equal(("https://baltic.example/new", Other), (message.Url, message.Secret)));
        Assert.Equal([(Subject(1), 1), (Subject(2), 1)], Keys(await Due()).Order());

        // What the old URL still answers says nothing of the new one.
        Assert.False(await Store.Outbox.Failed(old[0], Answered(503)));
        Assert.Null(await Store.Outbox.End(old[1], Answered(410)));
        Clock.Turn(TimeSpan.FromDays(2));
        Assert.False(await Store.Outbox.Failed(old[1], Answered(410)));
        Assert.Equal(2, (await Due()).Count);
        Assert.Equal((0, 3, 0), await Counts());
    }

    [StoreFact]
    public async Task Both_secrets_sign_for_a_day_and_then_the_new_one_alone()
    {
        await Add((1, 1));
        Assert.Equal([Secret], await Secrets());

        await Change(secret: Other);
        Assert.Equal([Other, Secret], await Secrets());
        await Change(secret: Other);
        await Change("https://baltic.example/new");
        Clock.Turn(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal([Other, Secret], await Secrets());
        Clock.Turn(TimeSpan.FromMilliseconds(1));

        Assert.Equal([Other], await Secrets());
        Assert.Equal([Other], (await Store.Webhooks.Target(Ceramics.Baltic, webhook, default))!.SecretsAt(Clock.GetUtcNow()).AsEnumerable());
        Assert.Null(await Store.Webhooks.Target(Ceramics.Vladivostok, webhook, default));
        Assert.Null(await Store.Webhooks.Change(Ceramics.Vladivostok, webhook, new("https://vladivostok.example", null, null, null), default));

        async Task<IEnumerable<string>> Secrets() => Assert.Single(await Due()).SecretsAt(Clock.GetUtcNow());
    }

    [StoreFact]
    public async Task A_new_noun_is_told_of_from_now_on_and_the_others_from_where_they_were()
    {
        await Add((1, 1));
        var before = Assert.Single(await Store.Outbox.Subscriptions(default));
        await Store.Register(Baltic, ADraft(1));
        var now = await Store.Reader.End(default);

        Assert.Equal(["drafts", "profiles"], (await Change(nouns: ["drafts", "profiles"])).Nouns.AsEnumerable());
        Assert.Equal(
            [(before.Noun, before.Since), ("profiles", now)], (await Store.Outbox.Subscriptions(default)).Select(each => (each.Noun, each.Since)).Order());

        Assert.Equal(["profiles"], (await Change(nouns: "profiles")).Nouns.AsEnumerable());
        Assert.Equal("profiles", Assert.Single(await Store.Outbox.Subscriptions(default)).Noun);
        Assert.Equal((0, 1, 0), await Counts());
    }

    [StoreFact]
    public async Task A_receiver_that_wants_no_more_ends_it_and_a_change_takes_it_up_again()
    {
        await Add((1, 1), (1, 2), (2, 1));

        Assert.Equal(3, await Store.Outbox.End((await Due())[0], Answered(410)));
        Assert.Null(await Store.Outbox.End(new WebhookMessage { Webhook = webhook, Subject = Subject(2), Number = 1, Url = terms.Url }, Answered(410)));

        Assert.Empty(await Store.Outbox.Subscriptions(default));
        await Add((3, 1));
        Assert.Equal((1, 0, 3), await Counts());
        Assert.Equal(Clock.GetUtcNow(), Assert.Single(await Store.Webhooks.List(Ceramics.Baltic, default)).EndedAt);
        Assert.All((await Store.Webhooks.DeadLetters(Ceramics.Baltic, webhook, 10, default))!, letter => Assert.Equal(Answered(410), letter.Why));
        Assert.Equal(new Redelivered(true, 0), await Store.Webhooks.Redeliver(Ceramics.Baltic, webhook, null, default));
        await Store.Register(Baltic, ADraft(1));
        var now = await Store.Reader.End(default);

        Assert.Null((await Change()).EndedAt);

        Assert.Equal(now, Assert.Single(await Store.Outbox.Subscriptions(default)).Since);
        Assert.Empty(await Due());
        Assert.Equal(new Redelivered(false, 3), await Store.Webhooks.Redeliver(Ceramics.Baltic, webhook, null, default));
        Assert.Equal([(Subject(1), 1), (Subject(2), 1)], Keys(await Due()).Order());
    }

    [StoreFact]
    public async Task A_receiver_that_names_a_later_time_is_left_in_peace_until_then()
    {
        await Add((1, 1), (2, 1));
        var due = await Due();
        var now = Clock.GetUtcNow();

        await Store.Outbox.Failed(due[0], Answered(429), now.AddMinutes(30));
        await Store.Outbox.Failed(due[1], Answered(503), now.AddSeconds(1));

        Assert.Equal(now.AddMinutes(30), (await Store.Outbox.Due(default)).Next);
        Clock.Turn(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Due());
        Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, (await Due()).Count);
    }

    [StoreFact]
    public async Task The_same_request_makes_one_also_when_it_comes_many_times_at_once_and_after_a_restart()
    {
        var key = new RequestKey("my-webhook", "a sum");

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Subscribe(key))));

        webhook = Assert.Single(added, each => each.End == AddedWebhookEnd.Added).Row!.Id;
        Assert.All(added, each => Assert.Equal(webhook, each.Row!.Id));
        await Change("https://baltic.example/new");
        await CloseStore();
        await OpenStore();
        Assert.Equal((AddedWebhookEnd.Repeated, webhook), ((await Subscribe(key)).End, (await Subscribe(key)).Row!.Id));
        Assert.Equal(AddedWebhookEnd.KeyUsedOtherwise, (await Subscribe(key with { Hash = "another" })).End);
        Assert.Equal(AddedWebhookEnd.Added, (await Store.Webhooks.Add(Ceramics.Vladivostok, terms, key, "program", default)).End);
        Assert.Single(await Store.Webhooks.List(Ceramics.Baltic, default));

        Assert.True(await Store.Webhooks.Remove(Ceramics.Baltic, webhook, default));
        Assert.Equal(AddedWebhookEnd.Added, (await Subscribe(key)).End);
    }

    [StoreFact]
    public async Task Of_a_profile_those_are_told_whom_a_change_concerns_and_the_FCS_of_all()
    {
        var draft = (await Store.ADraftToAdopt(1))[0];
        var profile = Assert.Single(await Store.Publish(Tiles.Adopt(draft))).Profile!;
        await Store.Publish(await Store.Change(profile.Id, new ProfileInForce(new DateOnly(2026, 12, 1))));
        await Store.Publish(await Store.Change(profile.Id, new ProfileUpdated(
            2, Tiles.Decision, Tiles.Of("10702000"), Ceramics.Note, new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 31))));
        await Store.Publish(await Store.Change(profile.Id, new ProfileCancelled(Tiles.Decision)));
        var lines = await Patience.Until(
            "all lines to be readable", async () => (await Store.Reader.Read(default, null, JournalScope.All, 100, default)).Lines, read => read.Count(line => line.Draft.Value == profile.Id.Value) == 4);
        var noun = Store.Service<WebhookNouns>().All.Single(each => each.Name == "profiles");

        var messages = await noun.Messages(lines, new HashSet<AuthorityCode> { Ceramics.Baltic, Ceramics.NorthWest, Ceramics.Vladivostok, AuthorityCode.Fcs }, default);

        string[] Told(AuthorityCode authority) => [.. messages.Where(message => message.To == authority).OrderBy(message => message.Position).Select(message =>
        {
            using var body = JsonDocument.Parse(message.Body);
            return $"{message.Number} {body.RootElement.GetProperty("what")} {body.RootElement.GetProperty("applies")} {body.RootElement.GetProperty("status")}";
        })];
        string[] all = ["1 ProfileRegistered True Registered", "2 ProfileInForce True InForce", "3 ProfileUpdated True InForce", "4 ProfileCancelled True Cancelled"];
        Assert.Equal(all, Told(AuthorityCode.Fcs));
        Assert.Equal([.. all[..2], "3 ProfileUpdated False InForce"], Told(Ceramics.Baltic));
        Assert.Equal([.. all[..2], "3 ProfileUpdated False InForce"], Told(Ceramics.NorthWest));
        Assert.Equal(all[2..], Told(Ceramics.Vladivostok));
        Assert.Equal(profile.Id.Value, (await Store.Webhooks.Subject(profile.Number, default))!.Value);
        Assert.All(messages, message => Assert.Equal(profile.Id.Value, message.Subject));
    }

    /// <summary>Messages about the subjects with these numbers, each with its own number; the follower's place moves by one.</summary>
    private async Task Add(params (int Subject, int Number)[] messages)
    {
        if (webhook.Length == 0)
            webhook = (await Subscribe()).Row!.Id;
        var place = (await Store.Places.Claim("webhooks", default))!.Value;
        var added = messages.Select(message => Message(message.Subject, message.Number)).ToList();
        Assert.True(await Store.Outbox.Add("webhooks", place, new(place.Transaction + 1), added, default));
    }

    private Task<AddedWebhook> Subscribe(RequestKey? key = null) => Store.Webhooks.Add(Ceramics.Baltic, terms, key, "program", default);

    private async Task<WebhookRow> Change(string? url = null, string? secret = null, params string[]? nouns) =>
        (await Store.Webhooks.Change(Ceramics.Baltic, webhook, new(url, secret, null, nouns is { Length: > 0 } ? [.. nouns] : null), default))!;

    private NewWebhookMessage Message(int subject, int number) => new(webhook, Subject(subject), number, $$"""{"sequence":{{number}}}""");

    private Task<IReadOnlyList<WebhookMessage>> Due() => Store.Outbox.Due(webhook, 100, default);

    private async Task<(int Failures, int Waiting, int Dead)> Counts()
    {
        var row = Assert.Single(await Store.Webhooks.List(Ceramics.Baltic, default));
        return (row.Failures, row.Waiting, row.DeadLetters);
    }

    private static Phrase Answered(int status) => new($"The receiver answered {status}.", $"Получатель ответил {status}.");

    private static Guid Subject(int number) => Draft(number).Value;

    private static IEnumerable<(Guid, int)> Keys(IReadOnlyList<WebhookMessage> messages) => messages.Select(message => (message.Subject, message.Number));
}

public sealed class SqliteWebhookOutboxTests() : WebhookOutboxContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresWebhookOutboxTests(PostgresCluster cluster) : WebhookOutboxContract(new PostgresStage(cluster));
