using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Feeds;

public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Events = "/api/v1/events";

    private readonly TheProgram program = new(("Feeds:KeepAlive", "00:00:00.1"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Tells_each_step_of_a_draft_as_it_is_taken()
    {
        var draft = await ADraft.Prepared(program);
        using var reader = await EventReader.Open(program, Ceramics.Author, $"{draft.Path}/events");

        await draft.Then(Ceramics.UnitHead, "signature", null);
        var signed = (await reader.Next())!;

        var id = draft.Path[(draft.Path.LastIndexOf('/') + 1)..];
        Assert.Equal(
            $$$"""{"id":"{{{id}}}","authority":"10216000","version":1,"status":"Drafting","at":"2026-11-21T12:00:00+03:00","what":"DraftSigned","line":2,"by":{"subject":"{{{Ceramics.UnitHead.Subject}}}","name":"{{{Ceramics.UnitHead.Name}}}"}}""",
            signed.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Goes_on_after_the_last_event_without_hole_or_repeat()
    {
        using var whole = await EventReader.Open(program, Ceramics.Coordinator, $"{Events}?authority=10216000");
        await Submit(20);
        var expected = (await whole.Next(40)).Select(Key).ToList();

        // A reader that leaves after each few events, while others are still being written.
        var writing = Submit(20);
        string? last = null;
        var heard = new List<string>();
        using (var first = await EventReader.Open(program, Ceramics.Coordinator, Events, "0"))
        {
            heard.AddRange((await first.Next(7)).Select(Key));
            last = first.LastId;
        }
        while (heard.Count < 80)
        {
            using var next = await EventReader.Open(program, Ceramics.Coordinator, Events, last);
            heard.AddRange((await next.Next(Math.Min(11, 80 - heard.Count))).Select(Key));
            last = next.LastId;
        }
        await writing;

        expected.AddRange((await whole.Next(40)).Select(Key));
        Assert.Equal(expected, heard);
        Assert.Equal(80, heard.Distinct().Count());
    }

    [Fact]
    public async Task Tells_others_of_a_draft_only_from_its_registration_on()
    {
        using var centre = await EventReader.Open(program, Officials.OfTheFcs, Events);
        using var directorate = await EventReader.Open(program, Officials.OfTheDirectorate, Events);
        using var vladivostok = await EventReader.Open(program, Officials.OfVladivostok, Events);
        using var auditor = await EventReader.Open(program, Officials.Auditor, Events);

        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);

        Assert.Equal("DraftRegistered", (await centre.Next())!.Text("what"));
        Assert.Equal("DraftRegistered", (await directorate.Next())!.Text("what"));
        Assert.Equal("DraftSubmitted", (await auditor.Next())!.Text("what"));
        await program.As(Officials.OfVladivostok).Submit(OfVladivostok()).Body(HttpStatusCode.Created);
        Assert.Equal("10702000", (await vladivostok.Next())!.Text("authority"));
    }

    [Fact]
    public async Task Is_refused_as_the_draft_itself_would_be()
    {
        var draft = await ADraft.Prepared(program);

        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfTheFcs).GetAsync($"{draft.Path}/events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/nonsense/events")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.OfVladivostok).GetAsync($"{Events}?authority=10216000")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.Operator).GetAsync(Events)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.As(null).GetAsync(Events)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.As(Ceramics.Author).GetAsync($"{Events}?authority=1")).StatusCode);
        foreach (var place in (string[])["x", "999999", "-1"])
        {
            var request = Wire.Request(HttpMethod.Get, Events, null, $"Last-Event-ID: {place}");
            Assert.Equal(HttpStatusCode.BadRequest, (await program.As(Ceramics.Author).SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task Shows_that_it_lives_and_moves_the_place_on_while_nothing_comes()
    {
        using var reader = await EventReader.Open(program, Officials.OfVladivostok, Events);
        var begun = reader.LastId;
        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);

        while (reader.LastId == begun)
            Assert.DoesNotContain(await reader.Block() ?? [], line => line.StartsWith("data", StringComparison.Ordinal));

        Assert.True(reader.Comments >= 2);
    }

    [Fact]
    public async Task Ends_in_good_order_when_the_program_stops()
    {
        using var reader = await EventReader.Open(program, Ceramics.Coordinator, Events);

        program.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await reader.Next());
    }

    [Fact]
    public async Task Keeps_a_bounded_number_of_changes_for_a_slow_reader_and_reads_the_rest_again()
    {
        var feed = program.Services.GetRequiredService<IDraftFeed>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var slow = feed.Follow(new FeedFilter(null, null, (_, _) => true), null, limit.Token).GetAsyncEnumerator(limit.Token);
        await slow.MoveNextAsync();
        await slow.MoveNextAsync(); // it listens now

        using var whole = await EventReader.Open(program, Officials.Auditor, Events);
        await Submit(300);
        var expected = (await whole.Next(600)).Select(Key).ToList();

        var heard = new List<string>();
        while (heard.Count < 600 && await slow.MoveNextAsync())
        {
            Assert.True(slow.Current.Changes.Count <= 256);
            heard.AddRange(slow.Current.Changes.Select(each => $"{each.Change.Id} {each.Change.Line}"));
        }
        Assert.Equal(expected, heard);
    }

    private Task Submit(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created)));

    private static JsonNode OfVladivostok()
    {
        var submission = Examples.Submission();
        submission["authority"] = "10702000";
        return submission;
    }

    private static string Key(JsonNode happened) => $"{happened.Text("id")} {happened["line"]}";
}
