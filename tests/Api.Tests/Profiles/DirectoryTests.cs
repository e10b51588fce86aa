using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Profiles;

public sealed class DirectoryTests : IDisposable
{
    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Tells_an_authority_its_changes_in_order_and_no_others()
    {
        var path = await AProfile.Adopted(program);
        await AProfile.Adopted(program, Tiles.Of("10702000"));
        await Cancel(path);

        var changes = await Read("10216000", "since=0");

        Assert.Equal([(1, "ProfileRegistered", "Registered"), (3, "ProfileCancelled", "Cancelled")], Items(changes).Select(item => (item["revision"]!.GetValue<int>(), item.Text("change"), item.Text("status"))));
        Assert.Equal("Understated customs value of ceramic tiles", Items(changes)[0]["content"]!.Text("title"));
        Assert.Null(Items(changes)[1]["content"]);
        Assert.Equal([3], Items(await Read("10216000", "since=1")).Select(item => item["revision"]!.GetValue<int>()));
        Assert.Empty(Items(await Read("10216000", "since=3")));
        Assert.Equal([2], Items(await Read("10702030", "since=0")).Select(item => item["revision"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Answers_304_without_a_body_until_something_concerns_the_authority()
    {
        await AProfile.Adopted(program);
        var reader = program.AsSystemOf("10216000");
        var tag = (await reader.GetAsync($"{AProfile.Directory}?since=0")).Tag();

        await AProfile.Adopted(program, Tiles.Of("10702000"));
        var unchanged = await reader.SendAsync(Wire.Request(HttpMethod.Get, $"{AProfile.Directory}?since=1", null, $"If-None-Match: {tag}"));
        Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync()).Length));

        await AProfile.Adopted(program);
        var changed = await reader.SendAsync(Wire.Request(HttpMethod.Get, $"{AProfile.Directory}?since=1", null, $"If-None-Match: {tag}"));
        Assert.Equal((HttpStatusCode.OK, "\"3\""), (changed.StatusCode, changed.Tag()));
    }

    [Fact]
    public async Task Tells_an_authority_when_a_profile_stops_applying_to_it()
    {
        var path = await AProfile.Adopted(program);

        await program.As(Ceramics.FcsCoordinator).Post($"{path}/update", AProfile.Update(offices: "10702000")).Body(HttpStatusCode.OK);

        var left = Items(await Read("10216000", "since=1"));
        Assert.Equal((2, "ProfileUpdated", false), (left[0]["revision"]!.GetValue<int>(), left[0].Text("change"), left[0]["applies"]!.GetValue<bool>()));
        Assert.Null(left[0]["content"]);
        var joined = Items(await Read("10702000", "since=0"));
        Assert.True(joined[0]["applies"]!.GetValue<bool>());
        Assert.NotNull(joined[0]["content"]);
        Assert.Empty(Items(await program.AsSystemOf("10216000").GetAsync($"{AProfile.Directory}/snapshot").Body(HttpStatusCode.OK)));
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Goes_on_where_a_page_ended()
    {
        for (var i = 0; i < 5; i++)
            await AProfile.Adopted(program);

        var page = await Read("10216020", "since=1&limit=2");
        Assert.Equal((3, true), (page["revision"]!.GetValue<int>(), page["more"]!.GetValue<bool>()));
        var last = await Read("10216020", "since=3&limit=2");
        Assert.Equal((5, false), (last["revision"]!.GetValue<int>(), last["more"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Is_told_the_newest_first_to_whoever_wants_it_so()
    {
        for (var i = 0; i < 3; i++)
            await AProfile.Adopted(program);
        await AProfile.Adopted(program, Tiles.Of("10702000"));
        await AProfile.Adopted(program);

        var page = await Read("10216020", "sort=-revision&limit=2");
        Assert.Equal(("5 3", 5, true), (Revisions(page), page["revision"]!.GetValue<int>(), page["more"]!.GetValue<bool>()));
        var next = await Read("10216020", "sort=-revision&limit=2&before=3");
        Assert.Equal(("2 1", 5, false), (Revisions(next), next["revision"]!.GetValue<int>(), next["more"]!.GetValue<bool>()));
        Assert.Equal("5", Revisions(await Read("10216020", "sort=-revision&since=3")));
        Assert.Empty(Revisions(await Read("10216020", "sort=-revision&before=1")));
        Assert.Equal("1 2 3 5", Revisions(await Read("10216020", "sort=revision")));

        var reader = program.AsSystemOf("10216020");
        Assert.Equal(["/sort"], await Faults("sort=newest"));
        Assert.Equal(["/before"], await Faults("before=3"));
        Assert.Equal(["/before"], await Faults("sort=-revision&before=x"));

        static string Revisions(JsonNode page) => string.Join(' ', Items(page).Select(item => item["revision"]!.GetValue<long>()));
        async Task<string[]> Faults(string query) =>
            [.. (await reader.GetAsync($"{AProfile.Directory}?{query}").Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key)];
    }

    [Fact]
    public async Task Concerns_every_authority_or_a_directorate_and_all_below_it_by_territory()
    {
        await AProfile.Adopted(program, Tiles.Of() with { Territory = Grains.Reference.Classifiers.Territory.AllRussian });
        await AProfile.Adopted(program, Tiles.Of("10200000") with { Territory = Grains.Reference.Classifiers.Territory.Regional });

        foreach (var (authority, count) in ((string, int)[])[("10200000", 2), ("10216000", 2), ("10216020", 2), ("10000000", 1), ("10702030", 1)])
            Assert.Equal(count, Items(await Read(authority, "")).Length);
    }

    [Fact]
    public async Task Has_a_snapshot_of_all_that_applies_and_is_not_over()
    {
        var over = await AProfile.Adopted(program);
        await AProfile.Adopted(program);
        await Cancel(over);

        var snapshot = await program.AsSystemOf("10216000").GetAsync($"{AProfile.Directory}/snapshot").Body(HttpStatusCode.OK);

        Assert.Equal(3, snapshot["revision"]!.GetValue<int>());
        var profile = Assert.Single(Items(snapshot));
        Assert.Equal(("Registered", "13/100000/21112026/00002"), (profile.Text("status"), profile.Text("number")));
        Assert.NotNull(profile["content"]);
    }

    [Fact]
    public async Task Is_read_for_oneself_and_those_below()
    {
        Assert.Equal(HttpStatusCode.OK, (await program.AsSystemOf("10200000").GetAsync($"{AProfile.Directory}?authority=10216020")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.As(Officials.Auditor).GetAsync($"{AProfile.Directory}?authority=10216020")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.As(Officials.OfTheFcs).GetAsync($"{AProfile.Directory}/snapshot?authority=10216020")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.AsSystemOf("10216020").GetAsync($"{AProfile.Directory}?authority=10216000")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.Operator).GetAsync(AProfile.Directory)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.Operator).GetAsync($"{AProfile.Directory}/coverage")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.OfTheFcs).GetAsync($"{AProfile.Directory}?authority=10999000")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.AsSystemOf("10216000").GetAsync($"{AProfile.Directory}?since=-1")).StatusCode);
    }

    [Fact]
    public async Task Knows_who_has_loaded_which_revision_and_since_when_the_others_are_silent()
    {
        await AProfile.Adopted(program);
        await Acknowledge("10216000", 1).Body(HttpStatusCode.OK);
        program.Clock.Turn(TimeSpan.FromHours(1));
        await AProfile.Adopted(program);
        await Acknowledge("10216020", 2).Body(HttpStatusCode.OK);

        var coverage = Items(await program.As(Officials.OfTheFcs).GetAsync($"{AProfile.Directory}/coverage").Body(HttpStatusCode.OK));

        Assert.Equal([(2, 2, 1), (1, 2, 2)], coverage.Select(item => (item["revision"]!.GetValue<int>(), item["concerned"]!.GetValue<int>(), item["loaded"]!.GetValue<int>())));
        var missing = Assert.Single(coverage[0]["missing"]!.AsArray())!;
        Assert.Equal(("10216000", 1, "2026-11-21T12:00:00+03:00"), (missing.Text("authority"), missing["loaded"]!.GetValue<int>(), missing.Text("silentSince")));
        Assert.Empty(coverage[1]["missing"]!.AsArray());
    }

    [Fact]
    public async Task Shows_coverage_of_one_s_own_authorities_page_by_page()
    {
        await AProfile.Adopted(program, Tiles.Of() with { Territory = Grains.Reference.Classifiers.Territory.AllRussian });
        await AProfile.Adopted(program, Tiles.Of("10702000"));
        await AProfile.Adopted(program);

        var all = Items(await program.As(Officials.OfTheFcs).GetAsync($"{AProfile.Directory}/coverage").Body(HttpStatusCode.OK));
        var own = await program.As(Officials.OfTheDirectorate).GetAsync($"{AProfile.Directory}/coverage?limit=1").Body(HttpStatusCode.OK);

        Assert.Equal([2, 2, 18], all.Select(item => item["concerned"]!.GetValue<int>()));
        Assert.Equal((3, 2), (Items(own)[0]["revision"]!.GetValue<int>(), Items(own)[0]["concerned"]!.GetValue<int>()));
        var older = await program.As(Officials.OfTheDirectorate).GetAsync($"{AProfile.Directory}/coverage?before={own["next"]!.GetValue<int>()}").Body(HttpStatusCode.OK);
        var rest = Assert.Single(Items(older));
        Assert.Equal((1, 4), (rest["revision"]!.GetValue<int>(), rest["concerned"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Tells_authority_by_authority_who_has_the_directory_and_who_lacks_how_much()
    {
        await AProfile.Adopted(program, Tiles.Of() with { Territory = Grains.Reference.Classifiers.Territory.AllRussian });
        await AProfile.Adopted(program);
        await Acknowledge("10216020", 2).Body(HttpStatusCode.OK);
        await Acknowledge("10702000", 1).Body(HttpStatusCode.OK);
        program.Clock.Turn(TimeSpan.FromHours(1));
        await AProfile.Adopted(program);
        await AProfile.Adopted(program, Tiles.Of("10702000"));

        var all = await Authorities(Officials.OfTheFcs, "");
        Assert.Equal((4, 18, 0), (all["revision"]!.GetValue<int>(), all["concerned"]!.GetValue<int>(), all["current"]!.GetValue<int>()));
        await Acknowledge("10216000", 4).Body(HttpStatusCode.OK);
        Assert.Equal(1, (await Authorities(Officials.OfTheFcs, "?limit=1"))["current"]!.GetValue<int>());

        var baltic = await Authorities(Ceramics.Coordinator, "");
        Assert.Equal((4, 2, 1), (baltic["revision"]!.GetValue<int>(), baltic["concerned"]!.GetValue<int>(), baltic["current"]!.GetValue<int>()));
        Assert.Equal(["10216000 Office 3 4 0", "10216020 Post 3 2 1"], Items(baltic).Select(Told));
        Assert.Equal("2026-11-21T12:00:00+03:00", Items(baltic)[1].Text("silentSince"));
        Assert.Equal("Baltic Customs", Items(baltic)[0].Text("authorityName"));

        Assert.Equal(["10216020 Post 3 2 1"], Items(await Authorities(Ceramics.Coordinator, "?behind=true")).Select(Told));
        Assert.Equal(["10216000 Office 3 4 0"], Items(await Authorities(Ceramics.Coordinator, "?kind=Office")).Select(Told));
        Assert.Equal(["10702000 Office 4 1 1"], Items(await Authorities(Officials.OfVladivostok, "?kind=Office")).Select(Told));
        Assert.Contains("10000000 Central 1 - 1", Items(await Authorities(Officials.OfTheFcs, "?kind=Central")).Select(Told));

        static string Told(JsonNode item) =>
            $"{item.Text("authority")} {item.Text("kind")} {item["latest"]} {item["loaded"]?.ToString() ?? "-"} {item["behind"]}";
    }

    [Fact]
    public async Task Lists_the_authorities_page_by_page()
    {
        await AProfile.Adopted(program, Tiles.Of() with { Territory = Grains.Reference.Classifiers.Territory.AllRussian });

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Authorities(Officials.OfTheFcs, $"?limit=5{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(Items(page).Select(item => item.Text("authority")));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);

        Assert.Equal(18, seen.Count);
        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        foreach (var query in (string[])["?kind=Village", "?behind=1", "?after=1", "?limit=0"])
            await program.As(Officials.OfTheFcs).GetAsync($"{AProfile.Directory}/coverage/authorities{query}").Body(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.Operator).GetAsync($"{AProfile.Directory}/coverage/authorities")).StatusCode);
    }

    [Fact]
    public async Task Takes_acknowledgements_of_one_s_own_authority_and_of_what_there_is()
    {
        await AProfile.Adopted(program);

        Assert.Equal(HttpStatusCode.OK, (await Acknowledge("10216000", 1)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.As(Ceramics.Coordinator).Post($"{AProfile.Directory}/acknowledgements", Body("10216000", 1))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Acknowledge("10216000", 2)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Acknowledge("10216000", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Ceramics.Author).Post($"{AProfile.Directory}/acknowledgements", Body("10216000", 1))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Officials.OfTheFcs).Post($"{AProfile.Directory}/acknowledgements", Body("10216000", 1))).StatusCode);
    }

    [Fact]
    public async Task Has_a_certificate_for_profile_numbers_and_one_for_revisions()
    {
        var path = await AProfile.Adopted(program);
        await AProfile.Adopted(program);
        await Cancel(path);

        foreach (var (key, count) in ((string, int)[])[("profiles", 2), ("directory", 3)])
        {
            var certificate = await program.As(Officials.OfTheFcs).GetAsync($"/api/v1/sequences/{key}/certificate").Body(HttpStatusCode.OK);
            Assert.Equal((count, 0, 0, true), (certificate["count"]!.GetValue<int>(), certificate["missingCount"]!.GetValue<int>(), certificate["repeatedCount"]!.GetValue<int>(), certificate["chainAgrees"]!.GetValue<bool>()));
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Coordinator).GetAsync($"/api/v1/sequences/{key}/certificate")).StatusCode);
        }
    }

    private Task<JsonNode> Authorities(Actor actor, string query) =>
        program.As(actor).GetAsync($"{AProfile.Directory}/coverage/authorities{query}").Body(HttpStatusCode.OK);

    private static JsonNode[] Items(JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => item!)];

    private static string Body(string authority, int revision) => $$"""{ "authority": "{{authority}}", "revision": {{revision}} }""";

    private Task<JsonNode> Read(string authority, string query) => program.AsSystemOf(authority).GetAsync($"{AProfile.Directory}?{query}").Body(HttpStatusCode.OK);

    private Task<HttpResponseMessage> Acknowledge(string authority, int revision) =>
        program.AsSystemOf(authority).Post($"{AProfile.Directory}/acknowledgements", Body(authority, revision));

    private Task<JsonNode> Cancel(string path) =>
        program.As(Ceramics.FcsCoordinator).Post($"{path}/cancellation", AProfile.Cancellation("2026-11-21")).Body(HttpStatusCode.OK);
}
