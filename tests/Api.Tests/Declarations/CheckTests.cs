using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Declarations;

/// <summary>A declaration on its way: checked, decided on, worked on, over HTTP.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Entry = """
        { "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00", "inspection": {
          "number": "10216000/301126/000001", "begin": "2026-11-30T10:00:00+03:00", "end": "2026-11-30T12:30:00+03:00", "percent": 10,
          "weighed": true, "opened": true, "recounted": false, "goodsAgree": false } } }
        """;

    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task A_walk_from_the_check_to_the_result()
    {
        var profile = await AControl.InForce(program, Ceramics.Content);

        var found = await program.Check(1);
        Assert.Equal((false, "undecided-hit", "2", profile, 1), (found["mayProceed"]!.GetValue<bool>(), found["standing"]![0]!.Text("code"), Hit(found).Text("type"), Hit(found).Text("profile"), found["directoryRevision"]!.GetValue<int>() > 0 ? 1 : 0));
        Assert.Equal("Packing list shows signs of alteration", Hit(found)["indicators"]![0]!.Text("text"));
        Assert.Null(Hit(found)["measures"]![0]!["sign"]);

        var decided = await program.Do(1, "decision", """{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }""").Body(HttpStatusCode.OK);
        Assert.Equal(("3", "measure-due", "1"), (Hit(decided).Text("type"), decided["standing"]![0]!.Text("code"), Hit(decided)["measures"]![0]!.Text("sign")));

        var entered = await program.Do(1, "entries", Entry).Body(HttpStatusCode.OK);
        Assert.Equal((true, true), (entered["mayProceed"]!.GetValue<bool>(), Hit(entered)["controlled"]!.GetValue<bool>()));

        var result = await program.Do(1, "results", """{ "hit": 1, "measure": 1, "result": { "code": "21", "isFinding": true, "payments": "120000.50" } }""").Body(HttpStatusCode.OK);
        Assert.Equal("120000.50", Hit(result)["measures"]![0]!["result"]!.Text("payments"));
        var stored = await program.As(AControl.PostHead).GetAsync(AControl.Path(1)).Body(HttpStatusCode.OK);
        var outcome = stored["versions"]![0]!["content"]!["items"]![0]!["outcome"]!;
        Assert.Equal((true, true, "120000.5", "2.5"), (outcome["controlled"]!.GetValue<bool>(), outcome["finding"]!.GetValue<bool>(), outcome["payments"]!.ToJsonString(), outcome["hours"]!.ToJsonString()));

        var later = await program.Check(1, "10");
        Assert.Equal((true, 1, "3"), (later["mayProceed"]!.GetValue<bool>(), later["hits"]!.AsArray().Count, Hit(later).Text("type")));
        var protocol = await program.As(AControl.PostHead).GetAsync($"{AControl.Path(1)}/checks").Body(HttpStatusCode.OK);
        Assert.Equal(["00 2", "10 3"], protocol["checks"]!.AsArray().Select(check => $"{check!.Text("moment")} {check!["found"]![0]!.Text("type")}"));
        Assert.Equal((100, true), (protocol["checks"]![0]!["found"]![0]!["measures"]![0]!["share"]!.GetValue<int>(), protocol["checks"]![0]!["found"]![0]!["measures"]![0]!["selected"]!.GetValue<bool>()));

        var closed = await program.Do(1, "closing", """{ "reason": "Withdrawn" }""").Body(HttpStatusCode.OK);
        Assert.Equal(("Withdrawn", "closed"), (closed.Text("ended"), closed["standing"]![0]!.Text("code")));
        Assert.Equal(HttpStatusCode.Conflict, (await program.As(AControl.Inspector).Post(AControl.Checks, AControl.Body(1, "99"))).StatusCode);
    }

    [Fact]
    public async Task The_same_again_is_answered_and_not_done()
    {
        await AControl.InForce(program, Ceramics.Content);
        await program.Check(1);

        var again = await program.Check(1, expected: HttpStatusCode.OK);

        Assert.True(again["repeated"]!.GetValue<bool>());
        Assert.Single(again["hits"]!.AsArray());
        var other = await program.As(AControl.Inspector).Post(AControl.Checks, AControl.Body(1, hits: false));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        var protocol = await program.As(AControl.Inspector).GetAsync($"{AControl.Path(1)}/checks").Body(HttpStatusCode.OK);
        Assert.Single(protocol["checks"]!.AsArray());
    }

    [Fact]
    public async Task Many_who_ask_at_once_find_one_hit()
    {
        await AControl.InForce(program, Ceramics.Content);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => program.As(AControl.Inspector).Post(AControl.Checks, AControl.Body(1))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var protocol = await program.As(AControl.Inspector).GetAsync($"{AControl.Path(1)}/checks").Body(HttpStatusCode.OK);
        Assert.Equal((1, 1), (protocol["hits"]!.AsArray().Count, protocol["checks"]!.AsArray().Count));
    }

    [Fact]
    public async Task What_is_loaded_with_other_content_is_not_checked()
    {
        await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", Wire.Lines(TileDeclarations.Json(1, hits: false, authority: "10216000"))).Body(HttpStatusCode.OK);

        var refused = await program.As(AControl.Inspector).Post(AControl.Checks, AControl.Body(1)).Body(HttpStatusCode.Conflict);

        Assert.Contains("known with other content", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(AControl.Inspector).GetAsync($"{AControl.Path(1)}/checks")).StatusCode);
        await program.Check(1, hits: false);
    }

    [Fact]
    public async Task A_dry_run_tells_and_leaves_nothing()
    {
        await AControl.InForce(program, Ceramics.Content);

        var tried = await program.As(AControl.Inspector).Post($"{AControl.Checks}?dryRun=true", AControl.Body(1)).Body(HttpStatusCode.OK);

        Assert.Equal((false, "2"), (tried["mayProceed"]!.GetValue<bool>(), Hit(tried).Text("type")));
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(AControl.Inspector).GetAsync($"{AControl.Path(1)}/checks")).StatusCode);
        await program.Check(1);
        var dry = await program.Do(1, "decision?dryRun=true", """{ "hit": 1, "riskFound": false, "verdicts": [{ "indicator": 3, "holds": false }] }""").Body(HttpStatusCode.OK);
        Assert.Equal("2", Hit(dry).Text("type"));
    }

    [Fact]
    public async Task Lines_are_answered_in_their_order_and_a_faulty_one_stops_nothing()
    {
        await AControl.InForce(program, Ceramics.Content);
        string[] lines = [AControl.Body(1), "{", AControl.Body(2, hits: false), AControl.Body(1), AControl.Body(3, moment: "12"), AControl.Body(4, authority: "10702030")];

        var response = await program.As(AControl.Inspector).PostAsync(AControl.Checks, Wire.Lines([.. lines.Select(line => line.ReplaceLineEndings(" "))]));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answers = (await response.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(
            ["1 201", "2 400", "3 201", "4 200", "5 400", "6 403"], answers.Select(answer => $"{answer["line"]} {answer["status"]}"));
        Assert.Equal((1, 0), (answers[0]["check"]!["hits"]!.AsArray().Count, answers[2]["check"]!["hits"]!.AsArray().Count));
        Assert.Equal("/moment", answers[4]["errors"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task Faults_of_a_declaration_are_told_at_their_places()
    {
        var refused = await program.As(AControl.Inspector).Post(
            AControl.Checks, """{ "moment": "1", "declaration": { "number": "10216000/301126/1", "items": [{ "item": 1, "netWeightKg": "much" }], "colour": 1 } }""").Body(HttpStatusCode.BadRequest);

        Assert.Equal(["/declaration/colour", "/declaration/items/0/netWeightKg", "/moment"], refused["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task What_waits_is_listed_until_it_is_decided()
    {
        await AControl.InForce(program, Ceramics.Content);
        await program.Check(1);
        await program.Check(2);
        Assert.Equal([1, 2], await Waiting(AControl.PostHead));
        Assert.Equal([1, 2], await Waiting(Officials.OfTheFcs with { Roles = [Grains.Kernel.Role.PostHead] }));
        Assert.Empty(await Waiting(AControl.PostHead with { Authority = Ceramics.Vladivostok }));

        await program.Do(1, "decision", """{ "hit": 1, "riskFound": false, "verdicts": [{ "indicator": 3, "holds": false }] }""").Body(HttpStatusCode.OK);

        Assert.Equal([2], await Waiting(AControl.PostHead));
    }

    [Fact]
    public async Task Tasks_of_a_post_have_terms_filters_and_counts()
    {
        var profile = await AControl.InForce(program, Ceramics.Content);
        await program.Check(1);
        program.Clock.Turn(TimeSpan.FromHours(1));
        await program.Check(2);
        await program.Do(2, "decision", """{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }""").Body(HttpStatusCode.OK);

        var all = await Tasks("");
        Assert.Equal(["1 True False", "2 False False"], all["items"]!.AsArray().Select(Shown));
        var first = all["items"]![0]!;
        Assert.Equal((profile, Ceramics.Content.Title, "10216000", "2", 0, 1), (first.Text("profile"), first.Text("title"), first.Text("controlAuthority"), first.Text("type"), first["openMeasures"]!.GetValue<int>(), all["items"]![1]!["openMeasures"]!.GetValue<int>()));
        Assert.Equal(TimeSpan.FromHours(3), DateTimeOffset.Parse(first.Text("dueAt"), null) - program.Clock.GetUtcNow());

        Assert.Equal([1], await Serials("undecided=true"));
        Assert.Equal([2], await Serials("undecided=false"));
        Assert.Empty(await Serials("overdue=true"));
        program.Clock.Turn(TimeSpan.FromHours(3));
        Assert.Equal([1], await Serials("overdue=true"));
        Assert.Equal([1, 2], await Serials($"profile={profile}&authority=10216000"));
        Assert.Empty(await Serials("authority=10702030"));
        Assert.Empty((await Tasks("", AControl.Inspector with { Authority = Ceramics.Vladivostok }))["items"]!.AsArray());
        Assert.Empty((await Tasks("", Ceramics.Coordinator))["items"]!.AsArray());

        var page = await Tasks("limit=1");
        Assert.Equal(["2 False False"], (await Tasks($"limit=1&cursor={Uri.EscapeDataString(page.Text("next"))}"))["items"]!.AsArray().Select(Shown));
        Assert.Equal(HttpStatusCode.BadRequest, (await program.As(AControl.Inspector).GetAsync($"/api/v1/tasks/checks?undecided=true&cursor={Uri.EscapeDataString(page.Text("next"))}")).StatusCode);
        var faults = await program.As(AControl.Inspector).GetAsync("/api/v1/tasks/checks?undecided=maybe&overdue=1&authority=99999999&profile=x").Body(HttpStatusCode.BadRequest);
        Assert.Equal(["/authority", "/overdue", "/profile", "/undecided"], faults["errors"]!.AsObject().Select(error => error.Key).Order());

        var counts = await program.As(AControl.PostHead).GetAsync("/api/v1/tasks/checks/counts").Body(HttpStatusCode.OK);
        Assert.Equal((2, 1, 1, 1), (counts["total"]!.GetValue<int>(), counts["undecided"]!.GetValue<int>(), counts["openMeasures"]!.GetValue<int>(), counts["overdue"]!.GetValue<int>()));
        Assert.Equal(2, counts["urgencies"]!.AsArray().Sum(each => each!["count"]!.GetValue<int>()));
        Assert.Equal(0, (await program.As(Ceramics.Coordinator).GetAsync("/api/v1/tasks/checks/counts").Body(HttpStatusCode.OK))["total"]!.GetValue<int>());

        static string Shown(JsonNode? item) => $"{item!.Text("number")[^1]} {item!["undecided"]} {item["overdue"]}".Replace("true", "True", StringComparison.Ordinal).Replace("false", "False", StringComparison.Ordinal);

        Task<JsonNode> Tasks(string query, Grains.Kernel.Actor? by = null) => program.As(by ?? AControl.Inspector).GetAsync($"/api/v1/tasks/checks?{query}").Body(HttpStatusCode.OK);

        async Task<IEnumerable<int>> Serials(string query) => (await Tasks(query))["items"]!.AsArray().Select(item => int.Parse(item!.Text("number")[^7..], null));
    }

    [Fact]
    public async Task A_command_that_is_sent_again_is_done_once_and_one_on_an_old_state_is_refused()
    {
        await AControl.InForce(program, Ceramics.Content);
        await program.Check(1);
        const string Decision = """{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }""";

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await program.Do(1, "decision", Decision, null, "If-Match: \"1\"")).StatusCode);
        var first = await program.Do(1, "decision", Decision, null, "Idempotency-Key: decide-1");
        var again = await program.Do(1, "decision", Decision, null, "Idempotency-Key: decide-1");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, "\"3\"", "\"3\""), (first.StatusCode, again.StatusCode, first.Tag(), again.Tag()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Do(1, "closing", """{ "reason": "Withdrawn" }""", null, "Idempotency-Key: decide-1")).StatusCode);
    }

    [Fact]
    public async Task A_profile_that_is_cancelled_hits_no_more_from_its_day_on()
    {
        var profile = await AControl.InForce(program, Ceramics.Content);
        await program.As(Ceramics.FcsCoordinator).Post($"{AProfile.Profiles}/{profile.Replace('/', '-')}/cancellation", AProfile.Cancellation("2026-11-22")).Body(HttpStatusCode.OK);
        await program.Services.GetRequiredService<ProfilesInForce>().Refresh(default);

        Assert.Single((await program.Check(1))["hits"]!.AsArray());
        program.Clock.Turn(TimeSpan.FromHours(12)); // past midnight in Moscow; the watch over days has not looked yet
        Assert.Empty((await program.Check(2))["hits"]!.AsArray());
    }

    private static JsonNode Hit(JsonNode answer) => answer["hits"]![0]!;

    private async Task<IEnumerable<int>> Waiting(Grains.Kernel.Actor by)
    {
        var list = await program.As(by).GetAsync($"{AControl.Checks}/undecided").Body(HttpStatusCode.OK);
        return list["items"]!.AsArray().Select(item => int.Parse(item!.Text("number")[^7..], null)).Order();
    }
}
