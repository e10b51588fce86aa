using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Webhooks;

/// <summary>A subscription is made once, is signed as it asks, changes without losing anything, and ends when its receiver says so.</summary>
public sealed class WebhookChangeTests : IAsyncLifetime
{
    private const string Webhooks = "/api/v1/webhooks";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private readonly string folder = Directory.CreateTempSubdirectory("rms-webhooks-").FullName;
    private AReceiver receiver = null!;
    private AReceiver another = null!;
    private TheProgram program = null!;

    private HttpClient Office => program.As(Ceramics.Coordinator);

    public async Task InitializeAsync()
    {
        receiver = await AReceiver.Open();
        another = await AReceiver.Open();
        program = new TheProgram(("Data:Folder", folder));
    }

    public async Task DisposeAsync()
    {
        await program.DisposeAsync();
        await receiver.DisposeAsync();
        await another.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Signs_in_the_form_that_is_asked_for_with_a_secret_that_is_shown_once()
    {
        var made = await Subscribe($$"""{ "url": "{{receiver.Url}}", "form": "standard" }""");
        var secret = made.Text("secret");
        Assert.Equal(("standard", """["drafts"]"""), (made.Text("form"), made["nouns"]!.ToJsonString()));
        Assert.DoesNotContain(secret, await (await Office.GetAsync(Webhooks)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await Office.Submit().Body(HttpStatusCode.Created);
        var message = (await receiver.Taken(1)).Single();
        Assert.Equal(("", Signed(message, secret)), (message.Own, message.Standard));

        Assert.Equal("both", (await Change(made, """{ "form": "both" }""")).Text("form"));
        await Office.Submit().Body(HttpStatusCode.Created);
        var next = (await receiver.Taken(2))[1];
        Assert.StartsWith("t=", next.Own, StringComparison.Ordinal);
        Assert.Equal(Signed(next, secret), next.Standard);
    }

    [Fact]
    public async Task Sends_what_waits_to_the_new_URL_signed_by_both_secrets_for_a_day()
    {
        var made = await Subscribe($$"""{ "url": "{{receiver.Url}}", "secret": "{{Secret}}" }""");
        Assert.Null(made["secret"]);
        receiver.IsDown();
        await Submit(20);
        await receiver.HasRefused();

        var changed = await Change(made, $$"""{ "url": "{{another.Url}}", "secret": "{{Other}}" }""");

        Assert.Equal((another.Url, "2026-11-22T12:00:00+03:00"), (changed.Text("url"), changed.Text("bothSignUntil")));
        var messages = await another.Taken(20);
        Assert.Equal(20, messages.Select(message => message.Id).Distinct().Count());
        Assert.All(messages, message => Assert.Equal($"{Signed(message, Other)} {Signed(message, Secret)}", message.Standard));
        Assert.All(messages, message => Assert.Equal(3, message.Own.Split(',').Length));
        Assert.Empty(await receiver.Taken(0));

        program.Clock.Turn(TimeSpan.FromDays(1));
        await Submit(1);
        var last = (await another.Taken(21))[20];
        Assert.Equal(Signed(last, Other), last.Standard);
        var shown = await Only();
        Assert.Equal((null, 0), (shown["bothSignUntil"], shown["deadLetters"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Is_made_once_for_a_key_whatever_becomes_of_it_and_the_program()
    {
        var body = $$"""{ "url": "{{receiver.Url}}", "nouns": ["profiles", "drafts"] }""";
        var made = await Subscribe(body, "my-webhook");
        await Change(made, """{ "url": "http://127.0.0.1:9/changed", "nouns": ["drafts"] }""");
        await program.DisposeAsync();
        program = new TheProgram(("Data:Folder", folder));

        var again = await Ask(HttpMethod.Post, Webhooks, $$"""{ "nouns": ["drafts","profiles"], "form": "both", "secret": null, "url": "{{receiver.Url}}" }""", "my-webhook")
            .Body(HttpStatusCode.OK);

        made.AsObject().Remove("secret");
        Assert.Equal(made.ToJsonString(), again.ToJsonString());
        await Ask(HttpMethod.Post, Webhooks, $$"""{ "url": "{{receiver.Url}}" }""", "my-webhook").Body(HttpStatusCode.UnprocessableEntity);
        await Ask(HttpMethod.Post, Webhooks, body, "not a key").Body(HttpStatusCode.BadRequest);
        Assert.Equal("http://127.0.0.1:9/changed", (await Only()).Text("url"));
    }

    [Theory]
    [InlineData("1800", 1800)]
    [InlineData("Sat, 21 Nov 2026 09:30:00 GMT", 1800)]
    [InlineData("1000000", 3600)]
    [InlineData("soon", 5)]
    [InlineData("1", 5)]
    public async Task Is_not_tried_before_the_time_that_the_receiver_names(string retryAfter, int seconds)
    {
        await Subscribe($$"""{ "url": "{{receiver.Url}}" }""");
        receiver.IsDown();
        receiver.RetryAfter = retryAfter;
        var began = program.Clock.GetUtcNow().ToUnixTimeSeconds();
        await Submit(1);
        await receiver.HasRefused();
        await Patience.Until("the failure to be noted", Only, webhook => webhook["failures"]!.GetValue<int>() == 1);

        receiver.IsUp();
        var taken = receiver.Taken(1);
        await program.Clock.TurnUntil(taken);

        var sent = long.Parse((await taken)[0].Timestamp, CultureInfo.InvariantCulture);
        Assert.InRange(sent - began, seconds, 100_000);
    }

    [Fact]
    public async Task Ends_when_the_receiver_is_gone_and_is_taken_up_again_with_what_was_given_up()
    {
        var made = await Subscribe($$"""{ "url": "{{receiver.Url}}" }""");
        var path = $"{Webhooks}/{made.Text("id")}";
        receiver.IsDown();
        await Submit(3);
        await receiver.HasRefused();
        await Patience.Until("all messages to be made", Only, webhook => webhook["waiting"]!.GetValue<int>() == 3);
        receiver.Answers(_ => 410);
        var ended = Patience.Until("the subscription to end", Only, webhook => webhook["endedAt"] is not null);
        await program.Clock.TurnUntil(ended);

        Assert.Equal((0, 3), ((await ended)["waiting"]!.GetValue<int>(), (await ended)["deadLetters"]!.GetValue<int>()));
        var letters = (await Office.GetAsync($"{path}/dead-letters").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.All(letters, letter => Assert.Equal("The receiver answered 410.", letter!.Text("lastFailure")));
        foreach (var route in (string[])["redeliveries", "test"])
            Assert.Equal("urn:rms-orleans:problem:wrong-status", (await Office.Post($"{path}/{route}", null).Body(HttpStatusCode.Conflict)).Text("type"));
        Assert.StartsWith("The receiver has ended this subscription", WebhookEndpoints.HasEnded.Detail!.InEnglish(), StringComparison.Ordinal);
        receiver.IsUp();
        await Submit(1);

        Assert.Null((await Change(made, "{}"))["endedAt"]);

        Assert.Equal(3, (await Office.Post($"{path}/redeliveries", null).Body(HttpStatusCode.Accepted))["messages"]!.GetValue<int>());
        var draft = (await Submit(1)).Single();
        var taken = await receiver.Taken(4);
        Assert.Equal(4, taken.Select(message => message.Id).Distinct().Count());
        Assert.Contains($"{draft}-1", taken.Select(message => message.Id));
    }

    [Fact]
    public async Task Is_tested_with_a_message_that_says_so_and_changes_nothing()
    {
        var made = await Subscribe($$"""{ "url": "{{receiver.Url}}", "secret": "{{Secret}}" }""");
        var path = $"{Webhooks}/{made.Text("id")}/test";

        var taken = await Office.Post(path, null).Body(HttpStatusCode.OK);

        var message = (await receiver.Taken(1)).Single();
        Assert.Equal((true, 204, message.Id), (taken["taken"]!.GetValue<bool>(), taken["status"]!.GetValue<int>(), taken.Text("message")));
        Assert.Equal(Signed(message, Secret), message.Standard);
        Assert.StartsWith("t=", message.Own, StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"type":"test","message":"{{message.Id}}","webhook":"{{made.Text("id")}}","authority":"10216000","at":"2026-11-21T12:00:00+03:00"}""", message.Body);

        receiver.Answers(_ => 410);
        var refused = await Office.Post(path, null).Body(HttpStatusCode.OK);
        Assert.Equal((false, 410, "The receiver answered 410."), (refused["taken"]!.GetValue<bool>(), refused["status"]!.GetValue<int>(), refused.Text("failure")));
        Assert.Equal("Получатель ответил 410.", (await Office.Post(path, null, "Accept-Language: ru").Body(HttpStatusCode.OK)).Text("failure"));
        await Change(made, """{ "url": "http://127.0.0.1:9/nobody" }""");
        var nobody = await Office.Post(path, null).Body(HttpStatusCode.OK);
        Assert.Equal((false, null), (nobody["taken"]!.GetValue<bool>(), nobody["status"]));
        var webhook = await Only();
        Assert.Equal((null, 0, 0), (webhook["endedAt"], webhook["failures"]!.GetValue<int>(), webhook["deadLetters"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Tells_of_profiles_in_the_order_of_their_journal_and_delivers_those_of_one_again()
    {
        var made = await Subscribe($$"""{ "url": "{{receiver.Url}}", "nouns": ["profiles"] }""");
        var profile = await AProfile.Adopted(program);
        program.Clock.Turn(TimeSpan.FromDays(10));
        await program.LookAtDays();
        await program.As(Ceramics.FcsCoordinator).Post($"{profile}/update", AProfile.Update(offices: "10702000")).Body(HttpStatusCode.OK);
        await program.As(Ceramics.FcsCoordinator).Post($"{profile}/cancellation", AProfile.Cancellation("2026-12-01")).Body(HttpStatusCode.OK);
        var number = profile.Split('/')[^1].Replace('-', '/');

        var told = (await receiver.Taken(3)).Select(message => JsonNode.Parse(message.Body)!).ToList();

        Assert.Equal(
            ["1 ProfileRegistered Registered true", "2 ProfileInForce InForce true", "3 ProfileUpdated InForce false"],
            told.Select(message => $"{message["sequence"]} {message.Text("what")} {message.Text("status")} {message["applies"]}"));
        Assert.All(told, message => Assert.Equal(("profile.change", number), (message.Text("type"), message.Text("number"))));
        Assert.Equal((2, "2026-12-01T12:00:00+03:00", 3), (told[2]["version"]!.GetValue<int>(), told[2].Text("at"), told[2]["revision"]!.GetValue<int>()));

        receiver.Answers(_ => 400);
        var next = await AProfile.Adopted(program);
        await Patience.Until("the receiver to fail", Only, webhook => webhook["failures"]!.GetValue<int>() > 0);
        program.Clock.Turn(TimeSpan.FromDays(1));
        await Patience.Until("the message to be given up", Only, webhook => webhook["deadLetters"]!.GetValue<int>() > 0);
        receiver.IsUp();
        var redeliveries = $"{Webhooks}/{made.Text("id")}/redeliveries";
        Assert.Equal(0, (await Office.Post(redeliveries, $$"""{ "number": "{{number}}" }""").Body(HttpStatusCode.Accepted))["messages"]!.GetValue<int>());
        await Office.GetAsync($"{Webhooks}/{made.Text("id")}/dead-letters").Body(HttpStatusCode.OK);
        Assert.Equal(1, (await Office.Post(redeliveries, $$"""{ "number": "{{next.Split('/')[^1].Replace('-', '/')}}" }""").Body(HttpStatusCode.Accepted))["messages"]!.GetValue<int>());
        Assert.Contains(next.Split('/')[^1].Replace('-', '/'), (await receiver.Taken(4))[3].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "url": "ftp://baltic.example" }""", "/url")]
    [InlineData("""{ "secret": "correct-horse-battery-staple" }""", "/secret")]
    [InlineData("""{ "form": "Standard" }""", "/form")]
    [InlineData("""{ "nouns": [] }""", "/nouns")]
    [InlineData("""{ "nouns": ["drafts", "reports"] }""", "/nouns/1")]
    [InlineData("""{ "nouns": "drafts" }""", "/nouns")]
    [InlineData("""{ "status": "on" }""", "/status")]
    public async Task Says_what_is_wrong_with_a_change_and_stays_as_it_is(string body, string pointer)
    {
        var made = await Subscribe($$"""{ "url": "{{receiver.Url}}", "secret": "{{Secret}}" }""");

        var problem = await Ask(HttpMethod.Put, $"{Webhooks}/{made.Text("id")}", body).Body(HttpStatusCode.BadRequest);

        Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsObject()).Key);
        Assert.Equal(made.ToJsonString(), (await Only()).ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).SendAsync(
            Wire.Request(HttpMethod.Put, $"{Webhooks}/{made.Text("id")}", Wire.Text("{}", "application/json")))).StatusCode);
    }

    private async Task<List<string>> Submit(int count) => [.. (await Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
        Office.Submit().Body(HttpStatusCode.Created)))).Select(draft => draft.Text("id"))];

    private Task<JsonNode> Subscribe(string body, string? key = null) => Ask(HttpMethod.Post, Webhooks, body, key).Body(HttpStatusCode.Created);

    private Task<JsonNode> Change(JsonNode made, string body) => Ask(HttpMethod.Put, $"{Webhooks}/{made.Text("id")}", body).Body(HttpStatusCode.OK);

    private Task<HttpResponseMessage> Ask(HttpMethod method, string path, string body, string? key = null) =>
        Office.SendAsync(Wire.Request(method, path, Wire.Text(body, "application/json"), key is null ? [] : [$"Idempotency-Key: {key}"]));

    private async Task<JsonNode> Only() => Assert.Single((await Office.GetAsync(Webhooks).Body(HttpStatusCode.OK))["items"]!.AsArray())!;

    private static string Signed(Received message, string secret) => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}.{message.Body}")))}";
}
