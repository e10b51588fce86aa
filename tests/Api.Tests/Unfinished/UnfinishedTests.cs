using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Unfinished;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Unfinished;

/// <summary>What a person has typed and not sent.</summary>
public sealed class UnfinishedTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const string Path = "/api/v1/unfinished";

    [Fact]
    public async Task Is_kept_as_it_was_typed_for_the_person_alone_and_changes_nothing_else()
    {
        var person = APerson();
        var before = await Without(program);

        var kept = await Keep(person, "draft-edit.1", """{ "of": "0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f", "tag": "\"5\"", "title": "Плитка", "values": { "b": [1.50, null], "a": "x" } }""");
        var item = await Task.FromResult(kept).Body(HttpStatusCode.Created);
        var read = await program.As(person).GetAsync($"{Path}/draft-edit.1");

        Assert.Equal(kept.Tag(), read.Tag());
        Assert.Equal(
            """{"form":"draft-edit.1","of":"0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f","tag":"\"5\"","title":"Плитка","bytes":31,"keptAt":"2026-11-21T12:00:00+03:00","keptUntil":"2026-12-21T12:00:00+03:00","values":{ "b": [1.50, null], "a": "x" }}""",
            await read.Content.ReadAsStringAsync());
        Assert.Equal("2026-12-21T12:00:00+03:00", item.Text("keptUntil"));
        Assert.Equal(item.ToJsonString(), Assert.Single((await program.As(person).GetAsync(Path).Body(HttpStatusCode.OK))["items"]!.AsArray())!.ToJsonString());
        foreach (var other in (Actor[])[APerson(), person with { Authority = Ceramics.Vladivostok }, Officials.Auditor, Officials.Operator])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(other).GetAsync($"{Path}/draft-edit.1")).StatusCode);
            Assert.Empty((await program.As(other).GetAsync(Path).Body(HttpStatusCode.OK))["items"]!.AsArray());
        }
        Assert.Equal(before, await Without(program));
    }

    [Fact]
    public async Task Of_two_windows_none_overwrites_what_it_has_not_seen()
    {
        var person = APerson();
        var first = (await Keep(person, "form", """{ "values": 1 }""")).Tag();

        Assert.EndsWith("precondition-required", (await Task.FromResult(await Keep(person, "form", """{ "values": 2 }""")).Body(HttpStatusCode.PreconditionRequired)).Text("type"));
        var second = await Keep(person, "form", """{ "values": 2 }""", $"If-Match: {first}");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.EndsWith("stale", (await Task.FromResult(await Keep(person, "form", """{ "values": 3 }""", $"If-Match: {first}")).Body(HttpStatusCode.PreconditionFailed)).Text("type"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Remove(person, "form", $"If-Match: {first}")).StatusCode);
        Assert.Equal(second.Tag(), (await Keep(person, "form", """{ "values": 2 }""", $"If-Match: {first}")).Tag()); // the same again
        Assert.Equal(HttpStatusCode.OK, (await Keep(person, "form", """{ "values": 4 }""", "If-Match: *")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await Remove(person, "form")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Remove(person, "form")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(person, "form", """{ "values": 5 }""", $"If-Match: {second.Tag()}")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(person, "form", """{ "values": 5 }""", "If-Match: *")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Keep(person, "form", """{ "values": 5 }""", "If-Match: odd")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(person).GetAsync($"{Path}/form")).StatusCode);
    }

    [Fact]
    public async Task Is_not_sent_again_to_whoever_has_it()
    {
        var person = APerson();
        var tag = (await Keep(person, "form", """{ "values": 1 }""")).Tag();

        var again = await program.As(person).SendAsync(Wire.Request(HttpMethod.Get, $"{Path}/form", null, $"If-None-Match: {tag}"));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("a", "a"), InlineData("A.b_c-9", "A.b_c-9"), InlineData("%61%2Db", "a-b"), InlineData("%2e1", ".1")]
    public async Task Has_a_name_that_the_client_chooses_however_the_path_spells_it(string spelt, string meant)
    {
        var person = APerson();

        Assert.Equal(meant, (await Task.FromResult(await Keep(person, spelt, $$"""{ "form": "{{meant}}", "values": 1 }""")).Body(HttpStatusCode.Created)).Text("form"));

        Assert.Equal(HttpStatusCode.OK, (await program.As(person).GetAsync($"{Path}/{meant}")).StatusCode);
    }

    [Theory]
    [InlineData("a b"), InlineData("%D1%8F"), InlineData("a%2Fb"), InlineData("a:b")]
    public async Task Another_name_is_refused(string name)
    {
        var person = APerson();
        foreach (var each in (string[])[name, new string('a', 201)])
        {
            Assert.Equal(["/form"], (await Task.FromResult(await Keep(person, each, """{ "values": 1 }""")).Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key));
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(person).GetAsync($"{Path}/{each}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await Remove(person, each)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Created, (await Keep(person, new string('a', 200), """{ "values": 1 }""")).StatusCode);
    }

    [Theory]
    [InlineData("""{ }""", "/values"), InlineData("""{ "values": 1, "more": 2 }""", "/more"), InlineData("""{ "values": 1, "of": "7" }""", "/of")]
    [InlineData("""{ "values": 1, "form": "other" }""", "/form"), InlineData("""{ "values": 1, "tag": "" }""", "/tag"), InlineData("""{ "values": 1, "title": "a\u0000b" }""", "/title")]
    [InlineData("""{ "values": { "a": "\ud83d" }, "title": 5 }""", "/title"), InlineData("""{ "values": """, "")]
    public async Task A_faulty_body_is_named(string body, string pointer) =>
        Assert.Equal([pointer], (await Task.FromResult(await Keep(APerson(), "form", body)).Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key));

    [Theory]
    [InlineData("null"), InlineData("\"\""), InlineData("[]"), InlineData("{ \"half of a pair\": \"\\ud83d\" }")]
    public async Task Any_JSON_is_kept(string values)
    {
        var person = APerson();

        Assert.Equal(HttpStatusCode.Created, (await Keep(person, "form", $$"""{ "values": {{values}} }""")).StatusCode);

        Assert.EndsWith($"\"values\":{values}}}", await program.As(person).GetStringAsync($"{Path}/form"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_at_most_a_megabyte()
    {
        var person = APerson();
        var most = new string('a', 1024 * 1024 - 2);

        Assert.Equal(HttpStatusCode.Created, (await Keep(person, "form", $$"""{ "values": "{{most}}" }""")).StatusCode);
        var problem = await Task.FromResult(await Keep(person, "other", $$"""{ "values": "{{most}}a" }""")).Body(HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("What is kept unfinished has at most 1 MB.", problem.Text("detail"));
        Assert.Single((await program.As(person).GetAsync(Path).Body(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_person_has_at_most_fifty_pieces_and_is_told_what_helps()
    {
        var person = APerson();
        for (var i = 0; i < UnfinishedStore.Most; i++)
            Assert.Equal(HttpStatusCode.Created, (await Keep(person, $"form-{i}", """{ "values": 1 }""")).StatusCode);

        var problem = await Task.FromResult(await Keep(person, "one-more", """{ "values": 1 }""")).Body(HttpStatusCode.Conflict);

        Assert.Equal(("urn:rms-orleans:problem:limit-reached", "You have kept 50 pieces of unfinished input, the most there may be. Delete one that you do not need."), (problem.Text("type"), problem.Text("detail")));
        Assert.Equal(HttpStatusCode.NoContent, (await Remove(person, "form-7")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Keep(person, "one-more", """{ "values": 1 }""")).StatusCode);
    }

    [Fact]
    public async Task Is_gone_after_thirty_days()
    {
        using var own = new TheProgram();
        var person = APerson();
        await own.As(person).SendAsync(Put("form", """{ "values": 1 }"""));

        own.Clock.Turn(TimeSpan.FromDays(30));

        Assert.Equal(HttpStatusCode.NotFound, (await own.As(person).GetAsync($"{Path}/form")).StatusCode);
        Assert.Empty((await own.As(person).GetAsync(Path).Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Created, (await own.As(person).SendAsync(Put("form", """{ "values": 2 }"""))).StatusCode);
    }

    private static int people;

    /// <summary>One who has kept nothing yet.</summary>
    private static Actor APerson() => Ceramics.Author with { Subject = $"person-{Interlocked.Increment(ref people)}" };

    private Task<HttpResponseMessage> Keep(Actor person, string form, string body, params string[] headers) => program.As(person).SendAsync(Put(form, body, headers));

    private static HttpRequestMessage Put(string form, string body, params string[] headers) =>
        Wire.Request(HttpMethod.Put, $"{Path}/{form}", Wire.Text(body, "application/json"), headers);

    private Task<HttpResponseMessage> Remove(Actor person, string form, params string[] headers) =>
        program.As(person).SendAsync(Wire.Request(HttpMethod.Delete, $"{Path}/{form}", null, headers));

    /// <summary>All but what is kept unfinished, and the number of noted readings.</summary>
    private static async Task<string> Without(TheProgram program)
    {
        var dump = await program.Dump();
        return $"{dump[..dump.IndexOf("unfinished: ", StringComparison.Ordinal)]}{await program.CountReads()}";
    }
}
