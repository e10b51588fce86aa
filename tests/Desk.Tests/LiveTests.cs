using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>A page hears that its draft has moved on: by whom, when, and nothing of what it shows already.</summary>
[Collection(OneDesk.Name)]
public sealed class LiveTests(TheProgram program)
{
    [Theory(Timeout = Limits.OneTest)]
    [InlineData("")]
    [InlineData("/withdrawal")]
    public async Task A_page_hears_who_has_changed_its_draft_and_when(string form)
    {
        var draft = await ADraft.Registered(program);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");
        using var changes = await Follow(program, Ceramics.Coordinator, Note(await coordinator.See($"{Desk(draft)}{form}")));

        await draft.Then(Ceramics.FcsCoordinator, AssignExecutor.Route, """{ "subject": "zimin", "name": "R. Zimin", "unit": "Tariff control" }""");

        var heard = await changes.Next();
        Assert.Equal(Ceramics.FcsCoordinator.Name, heard["by"]!.Text("name"));
        Assert.Equal("2026-11-21T12:00:00+03:00", heard.Text("at"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_happened_between_the_page_and_its_stream_is_told_once_and_what_the_page_shows_is_not()
    {
        var draft = await ADraft.Prepared(program);
        using var author = Visitor.Of(program, Ceramics.Author);
        var before = Note(await author.See(Desk(draft)));
        await draft.Then(Ceramics.UnitHead, "signature", null);

        using (var changes = await Follow(program, Ceramics.Author, before))
            Assert.Equal((2, "DraftSigned"), Said(await changes.Next()));
        var after = Note(await author.See(Desk(draft)));
        Assert.Equal(before.Replace("line=1", "line=2", StringComparison.Ordinal), after);
        using (var changes = await Follow(program, Ceramics.Author, after))
        {
            await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
            Assert.Equal((3, "VisaGiven"), Said(await changes.Next()));
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_browser_that_comes_again_goes_on_where_it_was()
    {
        var draft = await ADraft.Prepared(program);
        using var author = Visitor.Of(program, Ceramics.Author);
        var place = Note(await author.See(Desk(draft)));
        await draft.Then(Ceramics.UnitHead, "signature", null);
        string last;
        using (var changes = await Follow(program, Ceramics.Author, place))
        {
            await changes.Next();
            last = changes.LastId!;
        }
        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        using (var changes = await Follow(program, Ceramics.Author, place, last))
            Assert.Equal((3, "VisaGiven"), Said(await changes.Next()));
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("")]
    [InlineData("/cancellation")]
    public async Task A_page_hears_who_has_changed_its_profile(string form)
    {
        var path = await AProfile.Adopted(program);
        using var coordinator = Visitor.Of(program, Ceramics.FcsCoordinator);
        var place = Note(await coordinator.See($"/desk/profiles/{path.Split('/')[^1]}{form}"));
        using var changes = await Follow(program, Ceramics.FcsCoordinator, place);

        var update = new HttpRequestMessage(HttpMethod.Post, $"{path}/update") { Content = Wire.Text(AProfile.Update(), "application/json") };
        Assert.Equal(HttpStatusCode.OK, (await program.As(Ceramics.FcsCoordinator).SendAsync(update)).StatusCode);

        var heard = await changes.Next();
        Assert.Equal("ProfileUpdated", heard.Text("what"));
        Assert.Equal(Ceramics.FcsCoordinator.Name, heard["by"]!.Text("name"));
        using var late = await Follow(program, Ceramics.FcsCoordinator, place);
        Assert.Equal(heard.ToJsonString(), (await late.Next()).ToJsonString());
        using var other = Visitor.Of(program, Officials.OfVladivostok);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open(place)).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Nobody_hears_more_than_the_API_tells_them()
    {
        var prepared = await ADraft.Prepared(program);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(Ceramics.FcsCoordinator, $"{Desk(prepared)}/events?line=1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(Ceramics.Author, "/desk/drafts/nonsense/events?line=1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(Ceramics.Author, $"{Desk(prepared)}/events?line=x")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(null, $"{Desk(prepared)}/events?line=1")).StatusCode);

        async Task<HttpResponseMessage> Ask(Actor? actor, string place)
        {
            using var visitor = Visitor.Of(program, actor);
            return (await visitor.Open(place)).Response;
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_person_has_so_many_streams_and_gives_each_back()
    {
        await using var narrow = new TheProgram(("Limits:StreamsPerCaller", "2"));
        var draft = await ADraft.Registered(narrow);
        var place = $"{Desk(draft)}/events?line=1";
        using var one = await Follow(narrow, Ceramics.Coordinator, place);
        using (await Follow(narrow, Ceramics.Coordinator, place))
        {
            using var third = Visitor.Of(narrow, Ceramics.Coordinator);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await third.Open(place)).Status);
            using var other = await Follow(narrow, Ceramics.Author, place);
        }
        await Patience.Until("a place to be given back", async () =>
        {
            try
            {
                using var again = await Follow(narrow, Ceramics.Coordinator, place);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, isFree => isFree);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Streams_end_at_once_when_the_node_stops()
    {
        await using var stopping = new TheProgram();
        var draft = await ADraft.Registered(stopping);
        using var changes = await Follow(stopping, Ceramics.Coordinator, $"{Desk(draft)}/events?line=6");
        stopping.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await changes.NextOrEnd());
    }

    private static (int, string) Said(JsonNode change) => (change["line"]!.GetValue<int>(), change.Text("what"));

    /// <summary>Where the script of this page listens.</summary>
    private static string Note(Sheet sheet)
    {
        var note = Assert.Single(sheet.Document.QuerySelectorAll("[data-live]"));
        Assert.Equal("polite", note.GetAttribute("aria-live"));
        Assert.Equal("", note.TextContent.Trim());
        return $"{note.GetAttribute("data-live")}?line={note.GetAttribute("data-line")}";
    }

    private static string Desk(ADraft draft) => $"/desk/drafts/{draft.Path.Split('/')[^1]}";

    private static async Task<Changes> Follow(TheProgram program, Actor actor, string place, string? last = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = program.ClientOptions.BaseAddress };
        var request = new HttpRequestMessage(HttpMethod.Get, place);
        request.Headers.Add("Cookie", $"rms={program.Token(actor)}");
        request.Headers.Add("Accept-Encoding", "gzip, br"); // as browsers do; a stream is not compressed, or events would wait for each other
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        var response = (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.True(response.Headers.CacheControl!.NoStore);
        return new Changes(client, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed class Changes(HttpClient client, StreamReader lines) : IDisposable
    {
        private readonly CancellationTokenSource limit = new(Patience.Longest);

        public string? LastId { get; private set; }

        public async Task<JsonNode> Next() => await NextOrEnd() ?? throw new InvalidOperationException("The stream ended.");

        public async Task<JsonNode?> NextOrEnd()
        {
            while (await lines.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                    LastId = line[4..];
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                    return JsonNode.Parse(line[6..]);
            }
            return null;
        }

        public void Dispose()
        {
            client.Dispose();
            limit.Dispose();
        }
    }
}
