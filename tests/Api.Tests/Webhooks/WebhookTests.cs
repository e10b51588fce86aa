using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Webhooks = "/api/v1/webhooks";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly string folder = Directory.CreateTempSubdirectory("rms-webhooks-").FullName;
    private AReceiver receiver = null!;
    private TheProgram program = null!;

    public async Task InitializeAsync()
    {
        receiver = await AReceiver.Open();
        program = new TheProgram(("Data:Folder", folder));
    }

    public async Task DisposeAsync()
    {
        await program.DisposeAsync();
        await receiver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Sends_each_change_of_status_signed_over_time_and_body()
    {
        await Subscribe();
        var submitted = await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);

        var (own, message, timestamp, standard, body) = (await receiver.Taken(1)).Single();

        var time = program.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var sum = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(sum)}", own);
        var id = submitted.Text("id");
        Assert.Equal(($"{id}-1", time), (message, timestamp));
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{message}.{timestamp}.{body}")))}", standard);
        Assert.Equal(
            $$"""{"type":"draft.status","message":"{{id}}-1","sequence":1,"draft":"{{id}}","number":"{{submitted.Text("number")}}","authority":"10216000","version":1,"status":"UnderConsideration","at":"2026-11-21T12:00:00+03:00","what":"DraftRegistered"}""",
            body);
    }

    [Fact]
    public async Task Loses_nothing_while_the_receiver_is_down_for_ten_minutes_and_the_program_is_started_again()
    {
        await Subscribe();
        receiver.IsDown();
        var expected = await Submit(30);
        await receiver.HasRefused();

        await TurnWhileDown(minutes: 5);
        await Withdraw(expected.Take(15));
        await program.DisposeAsync();
        program = new TheProgram(("Data:Folder", folder));
        program.Clock.Turn(TimeSpan.FromMinutes(5));
        await Withdraw(expected.Skip(15));
        expected.AddRange(await Submit(30));
        await TurnWhileDown(minutes: 5);

        receiver.IsUp();
        var messages = receiver.Taken(90);
        await program.Clock.TurnUntil(messages);

        var byDraft = (await messages).Select(message => JsonNode.Parse(message.Body)!).ToLookup(message => message.Text("draft"));
        Assert.Equal(expected.Order(), byDraft.Select(draft => draft.Key).Order());
        foreach (var draft in byDraft)
        {
            var isWithdrawn = expected.IndexOf(draft.Key) < 30;
            Assert.Equal(isWithdrawn ? [1, 2] : [1], draft.Select(message => message["sequence"]!.GetValue<int>()));
            Assert.Equal(isWithdrawn ? ["UnderConsideration", "Withdrawn"] : ["UnderConsideration"], draft.Select(message => message.Text("status")));
        }
        var webhook = await Until(webhook => webhook["waiting"]!.GetValue<int>() == 0);
        Assert.Equal(0, webhook["deadLetters"]!.GetValue<int>());
    }

    [Fact]
    public async Task Gives_up_a_message_that_is_refused_for_a_day_and_delivers_it_again_when_asked()
    {
        await Subscribe();
        var bad = (await Submit(1)).Single();
        await receiver.Taken(1);
        receiver.Answers(message => message.Text("draft") == bad ? 204 : 400);
        var draft = (await Submit(1)).Single();
        var webhook = await Until(webhook => webhook["failures"]!.GetValue<int>() == 1);

        program.Clock.Turn(TimeSpan.FromDays(1));
        await Until(webhook => webhook["deadLetters"]!.GetValue<int>() == 1);
        var id = webhook.Text("id");
        var letters = await program.As(Ceramics.Coordinator).GetAsync($"{Webhooks}/{id}/dead-letters").Body(HttpStatusCode.OK);
        var letter = Assert.Single(letters["items"]!.AsArray())!;
        Assert.Equal((draft, "The receiver answered 400."), (letter["message"]!.Text("draft"), letter.Text("lastFailure")));
        var russian = program.As(Ceramics.Coordinator);
        russian.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        letters = await russian.GetAsync($"{Webhooks}/{id}/dead-letters").Body(HttpStatusCode.OK);
        Assert.Equal("Получатель ответил 400.", letters["items"]![0]!.Text("lastFailure"));

        receiver.IsUp();
        var redelivery = await program.As(Ceramics.Coordinator).Post($"{Webhooks}/{id}/redeliveries", $$"""{ "draft": "{{draft}}" }""").Body(HttpStatusCode.Accepted);
        Assert.Equal(1, redelivery["messages"]!.GetValue<int>());
        Assert.Contains(draft, (await receiver.Taken(2))[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_no_redirect()
    {
        await Subscribe();
        receiver.Answers(_ => StatusCodes.Redirect);
        await Submit(1);

        await receiver.HasRefused();

        receiver.IsUp();
        var message = receiver.Taken(1);
        await program.Clock.TurnUntil(message);
        Assert.Single(await message);
    }

    [Fact]
    public async Task Tells_an_authority_of_its_own_drafts_only_and_shows_no_secret()
    {
        await Subscribe();
        await Subscribe(Officials.OfVladivostok);
        await Submit(3);

        Assert.Equal(3, (await receiver.Taken(3)).Count);
        foreach (var answer in new[] { await program.As(Ceramics.Coordinator).GetAsync(Webhooks), await program.As(Officials.OfVladivostok).GetAsync(Webhooks) })
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.Single(JsonNode.Parse(text)!["items"]!.AsArray());
        }
    }

    [Fact]
    public async Task Is_kept_by_coordinators_and_programs_of_the_authority_alone()
    {
        var id = await Subscribe();
        foreach (var actor in new[] { Ceramics.Author, Officials.Auditor, Officials.Operator })
            Assert.Equal(HttpStatusCode.Forbidden, (await program.As(actor).GetAsync(Webhooks)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.As(Ceramics.Coordinator with { Roles = [Role.System] }).GetAsync(Webhooks)).StatusCode);

        foreach (var stranger in new[] { $"{Webhooks}/{id}", $"{Webhooks}/nonsense" })
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).DeleteAsync(stranger)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).GetAsync($"{Webhooks}/{id}/dead-letters")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).Post($"{Webhooks}/{id}/redeliveries", null)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await program.As(Ceramics.Coordinator).DeleteAsync($"{Webhooks}/{id}")).StatusCode);
        Assert.Empty((await program.As(Ceramics.Coordinator).GetAsync(Webhooks).Body(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("ftp://baltic.example", Secret, "/url")]
    [InlineData("/drafts", Secret, "/url")]
    [InlineData("https://user:word@baltic.example", Secret, "/url")]
    [InlineData("https://baltic.example/#here", Secret, "/url")]
    [InlineData("https://baltic.example", "short", "/secret")]
    [InlineData("https://baltic.example", "correct-horse-battery-staple", "/secret")]
    public async Task Says_what_is_wrong_with_a_subscription(string url, string secret, string pointer)
    {
        var body = new JsonObject { ["url"] = url, ["secret"] = secret };

        var problem = await program.As(Ceramics.Coordinator).PostAsync(Webhooks, Wire.Json(body)).Body(HttpStatusCode.BadRequest);

        Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Delivers_to_no_private_address_where_that_is_refused()
    {
        await using var strict = new TheProgram(("Webhooks:RefusePrivateAddresses", "true"));
        var client = strict.As(Ceramics.Coordinator);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Webhooks, Wire.Json(Body(receiver.Url)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Webhooks, Wire.Json(Body("http://[::ffff:10.0.0.1]/")))).StatusCode);

        // A name says nothing of where it leads until it is resolved.
        var byName = receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync(Webhooks, Wire.Json(Body(byName)))).StatusCode);
        await client.Submit().Body(HttpStatusCode.Created);
        await Until(webhook => webhook["failures"]!.GetValue<int>() == 1, strict);
        Assert.Empty(await receiver.Taken(0));
    }

    /// <summary>The one subscription, once it is as it should be.</summary>
    private Task<JsonNode> Until(Func<JsonNode, bool> isSo, TheProgram? at = null) => Patience.Until("the subscription to be as it should be", () => Only(at), isSo);

    /// <summary>Each retry that comes due is tried, and refused, before the clock goes on.</summary>
    private async Task TurnWhileDown(int minutes)
    {
        var until = program.Clock.GetUtcNow().AddMinutes(minutes);
        while (program.Clock.GetUtcNow() < until)
        {
            var refused = receiver.HasRefused();
            await program.Clock.TurnUntil(refused);
        }
    }

    private async Task<List<string>> Submit(int count) => [.. (await Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
        program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created)))).Select(draft => draft.Text("id"))];

    private async Task Withdraw(IEnumerable<string> drafts)
    {
        foreach (var draft in drafts)
            await program.As(Ceramics.Coordinator).Post($"{Wire.Drafts}/{draft}/withdrawal", """{ "reason": "Covered by another." }""").Body(HttpStatusCode.OK);
    }

    private async Task<string> Subscribe(Actor? actor = null) =>
        (await program.As(actor ?? Ceramics.Coordinator).PostAsync(Webhooks, Wire.Json(Body(receiver.Url))).Body(HttpStatusCode.Created)).Text("id");

    private async Task<JsonNode> Only(TheProgram? at = null) =>
        Assert.Single((await (at ?? program).As(Ceramics.Coordinator).GetAsync(Webhooks).Body(HttpStatusCode.OK))["items"]!.AsArray())!;

    private static JsonObject Body(string url) => new() { ["url"] = url, ["secret"] = Secret };

    private static class StatusCodes
    {
        public const int Redirect = 307;
    }
}
