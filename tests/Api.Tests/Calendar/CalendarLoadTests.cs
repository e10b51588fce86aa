using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Calendar;

/// <summary>The clock stands at Saturday 21 November 2026; what is registered then is due as 1 December ends.</summary>
public sealed class CalendarLoadTests : IAsyncLifetime
{
    private const string Path = "/api/v1/calendar/2026";

    private TheProgram program = null!;

    public Task InitializeAsync()
    {
        program = new TheProgram();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task A_dry_run_says_what_would_move_and_changes_nothing()
    {
        var draft = await (await program.As(Ceramics.Coordinator).Submit()).Body();
        var before = await program.Store();

        var preview = await Load(await Year("2026-12-01 Holiday"), dryRun: true);

        var answer = await preview.Body();
        Assert.Equal((HttpStatusCode.OK, "\"0\""), (preview.StatusCode, preview.Tag()));
        Assert.Equal((false, 0, 1, 1), Counts(answer));
        var move = Assert.Single(answer["moves"]!.AsArray())!;
        Assert.Equal((draft.Text("id"), draft.Text("number")), (move.Text("draft"), move.Text("number")));
        Assert.Equal(("2026-12-02T00:00:00+03:00", "2026-12-03T00:00:00+03:00"), (move.Text("dueBefore"), move.Text("dueAfter")));
        Assert.Equal(before, await program.Store());
        Assert.Equal("\"0\"", (await Get(Path)).Tag());
    }

    [Fact]
    public async Task A_load_makes_a_revision_and_is_counted_by_at_once()
    {
        var year = await Year("2026-12-01 Holiday");

        var loaded = await Load(year, headers: "If-Match: \"0\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (loaded.StatusCode, loaded.Tag()));
        Assert.Equal((true, 1, 0, 0), Counts(await loaded.Body()));
        Assert.Contains("2026-12-01", (await Get(Path).Body(HttpStatusCode.OK)).ToJsonString(), StringComparison.Ordinal);
        var draft = await (await program.As(Ceramics.Coordinator).Submit()).Body();
        Assert.Equal("2026-12-03T00:00:00+03:00", draft["deadline"]!.Text("dueAt"));
    }

    [Fact]
    public async Task A_deadline_that_a_load_moves_is_explained_by_the_calendar_that_it_was_counted_by()
    {
        var submitted = await program.As(Ceramics.Coordinator).Submit();
        await Load(await Year("2026-12-01 Holiday"), headers: "If-Match: \"0\"");

        var deadline = await program.As(Ceramics.Coordinator).GetAsync($"{submitted.Headers.Location}/deadline").Body(HttpStatusCode.OK);

        Assert.Equal(("2026-12-02T00:00:00+03:00", "2026-12-03T00:00:00+03:00"), (deadline.Text("dueAt"), deadline.Text("movesTo")));
        Assert.Equal((0, 0), (deadline["calendarRevision"]!.GetValue<int>(), deadline["skippedDays"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_same_load_again_is_done_and_makes_no_revision()
    {
        var year = await Year("2026-12-01 Holiday");
        await Load(year, headers: "If-Match: \"0\"");

        var again = await Load(year, headers: "If-Match: \"0\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (again.StatusCode, again.Tag()));
    }

    [Fact]
    public async Task A_load_says_which_calendar_was_seen()
    {
        await Load(await Year("2026-12-01 Holiday"), headers: "If-Match: \"0\"");
        var year = await Year("2026-12-02 Holiday");

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await Load(year)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await Load(year, headers: "If-Match: *")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Load(year, headers: "If-Match: 1")).StatusCode);
        foreach (var tag in (string[])["\"0\"", "\"2\"", "W/\"1\"", "\"other\"", "\"01\""])
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await Load(year, headers: $"If-Match: {tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Load(year, headers: "If-Match: \"0\", \"1\"")).StatusCode);
    }

    [Fact]
    public async Task A_tag_that_never_was_is_not_revision_0()
    {
        foreach (var tag in (string[])["\"other\"", "W/\"0\"", "\"-0\""])
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await Load(await Year("2026-12-01 Holiday"), headers: $"If-Match: {tag}")).StatusCode);
    }

    [Fact]
    public async Task Only_operators_load()
    {
        foreach (var actor in (Actor[])[Ceramics.Coordinator, Officials.Auditor, Officials.OfTheFcs])
            Assert.Equal(HttpStatusCode.Forbidden, (await Load(await Year("2026-12-01 Holiday"), actor: actor, dryRun: true)).StatusCode);
    }

    [Theory]
    [InlineData("{}", "/days")]
    [InlineData("""{ "days": [] }""", "/days")]
    [InlineData("""{ "days": [ { "date": "2026-02-30", "mark": "Holiday" }, { "date": "2026-12-01", "mark": "holiday" }, null ] }""", "/days/0/date /days/1/mark /days/2")]
    [InlineData("""{ "days": [ { "date": "2026-12-05", "mark": "TransferredDayOff" }, { "date": "2027-01-01", "mark": "Holiday" } ] }""", "/days/0 /days/1")]
    [InlineData("""{ "days": [ { "date": "2026-12-01", "mark": "Holiday", "hours": 7 } ], "year": 2026 }""", "/days/0/hours /year")]
    [InlineData("[]", "")]
    public async Task Every_fault_is_named_and_nothing_is_loaded(string body, string pointers)
    {
        foreach (var dryRun in (bool[])[true, false])
        {
            var problem = await Load(Wire.Text(body, "application/json"), dryRun, "If-Match: \"0\"").Body(HttpStatusCode.BadRequest);
            Assert.Equal(pointers.Split(' ').Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
        }
        Assert.Equal("\"0\"", (await Get(Path)).Tag());
    }

    [Fact]
    public async Task Other_content_types_years_and_parameters_are_refused()
    {
        var client = program.As(Officials.Operator);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Load(Wire.Text("date,kind", "text/csv"), dryRun: true)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync($"{Path}?dryRun=yes", Wire.Text("{}", "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync($"{Path}?dry=true", Wire.Text("{}", "application/json"))).StatusCode);
        foreach (var year in (string[])["1991", "2200", "next"])
            Assert.Equal(HttpStatusCode.NotFound, (await client.PutAsync($"/api/v1/calendar/{year}", Wire.Text("{}", "application/json"))).StatusCode);
    }

    /// <summary>The year as it stands, with one mark more.</summary>
    private async Task<HttpContent> Year(string added)
    {
        var days = (await Get(Path).Body(HttpStatusCode.OK))["days"]!.DeepClone().AsArray();
        days.Add(new JsonObject { ["date"] = added.Split(' ')[0], ["mark"] = added.Split(' ')[1] });
        return Wire.Json(new JsonObject { ["days"] = days });
    }

    private Task<HttpResponseMessage> Load(HttpContent year, bool dryRun, params string[] headers) => Load(year, null, dryRun, headers);

    private Task<HttpResponseMessage> Load(HttpContent year, Actor? actor = null, bool dryRun = false, params string[] headers) =>
        program.As(actor ?? Officials.Operator).SendAsync(Wire.Request(HttpMethod.Put, $"{Path}{(dryRun ? "?dryRun=true" : "")}", year, headers));

    private Task<HttpResponseMessage> Get(string path) => program.As(Ceramics.Author).GetAsync(path);

    private static (bool Applied, int Revision, int Open, int Moved) Counts(JsonNode answer) => (
        answer["applied"]!.GetValue<bool>(), answer["revision"]!.GetValue<int>(), answer["openDeadlines"]!.GetValue<int>(), answer["movedDeadlines"]!.GetValue<int>());
}
