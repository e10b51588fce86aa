using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Trials;

/// <summary>A trial run goes with a draft, over HTTP.</summary>
public sealed class TrialAttachingTests(LoadedProgram loaded) : IClassFixture<LoadedProgram>
{
    private const string Period = """, "from": "2020-01-01", "to": "2021-03-31" """;

    private TheProgram Program => loaded.Program;

    [Fact]
    public async Task Whoever_may_read_the_draft_reads_its_totals_and_nobody_else_the_run()
    {
        var draft = await ADraft.Prepared(Program);
        var edit = Examples.Edit();
        edit["content"]!["riskArea"]!["indicators"] = JsonNode.Parse("""[ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["39"] }, { "group": "Consignment", "text": "Torn seals" } ]""");
        edit["content"]!["riskArea"]!["procedures"] = new JsonArray("11"); // as nearly all of the published declarations have it
        var edited = await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}");
        Assert.True(edited.IsSuccessStatusCode, await edited.Content.ReadAsStringAsync());
        draft.Tag = edited.Tag();
        await LoadMeasures("106,Customs inspection,yes,2011-01-01,,");
        var run = await ARun.Of(Program, Ceramics.Author, Id(draft), Period);

        await Attached(draft, Ceramics.Author, run);

        var totals = (await draft.Read(Ceramics.UnitHead))["trialRun"]!;
        Assert.Equal((run, 16_910, false), (totals.Text("run"), totals["examined"]!.GetValue<int>(), totals["stale"]!.GetValue<bool>()));
        Assert.NotNull(totals["estimate"]);
        Assert.True(totals["inspections"] is not null, totals.ToJsonString());
        var loads = totals["inspections"]!;
        Assert.True(loads["authorities"]!.GetValue<int>() > 0 && loads["added"]!.GetValue<double>() > 0, loads.ToJsonString());
        Assert.Equal((0, 0), (loads["withCapacity"]!.GetValue<int>(), loads["above"]!.GetValue<int>()));
        var printed = await Printed(draft);
        Assert.Contains("Inspections a working day", printed, StringComparison.Ordinal);
        Assert.Contains("not given", printed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Program.As(Ceramics.UnitHead).GetAsync($"{ARun.Runs}/{run}")).StatusCode);
        var journal = await Program.As(Ceramics.Author).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK);
        var last = journal["lines"]!.AsArray()[^1]!;
        Assert.Equal(("TrialRunAttached", run), (last.Text("type"), last["details"]!["run"]!.Text("id")));
    }

    [Fact]
    public async Task The_estimate_becomes_the_number_of_the_note()
    {
        var draft = await ADraft.Prepared(Program);
        var done = await ARun.Done(Program, Ceramics.Author, $$"""{ "draft": "{{Id(draft)}}"{{Period}}, "flow": 120000 }""");

        await Attached(draft, Ceramics.Author, done.Text("id"), """, "takeEstimate": true""");

        var read = await draft.Read(Ceramics.Author);
        Assert.Equal((int)Math.Round(done["result"]!["estimate"]!["consignments"]!.GetValue<double>()), read["note"]!["expectedConsignments"]!.GetValue<int>());
        Assert.True(read["trialRun"]!["givesConsignments"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Content_that_is_changed_afterwards_makes_it_stale_and_the_print_says_so()
    {
        var draft = await ADraft.Prepared(Program);
        await Attached(draft, Ceramics.Author, await ARun.Of(Program, Ceramics.Author, Id(draft), Period));
        Assert.DoesNotContain("has been changed", await Printed(draft), StringComparison.Ordinal);

        var edit = Examples.Edit();
        edit["content"]!["riskArea"]!["procedures"] = new JsonArray("10");
        edit["content"]!["riskArea"]!["authorities"] = new JsonArray("10200000");
        edit["content"]!["territory"] = "Regional";
        draft.Tag = (await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}")).Tag();

        Assert.True((await draft.Read(Ceramics.Author))["trialRun"]!["stale"]!.GetValue<bool>());
        Assert.Contains("content or validity has been changed", await Printed(draft), StringComparison.Ordinal);
        await Attached(draft, Ceramics.Author, await ARun.Of(Program, Ceramics.Author, Id(draft), Period));
        Assert.Contains("own flow only", await Printed(draft), StringComparison.Ordinal);
        Assert.True((await draft.Read(Ceramics.Author))["trialRun"]!["ownFlowOnly"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_executor_repeats_it_over_the_whole_territory_for_the_profile()
    {
        var draft = await ADraft.ProfileSigned(Program);

        await Attached(draft, Ceramics.Executor, await ARun.Of(Program, Ceramics.Executor, Id(draft), Period));

        var profile = (await draft.Read(Ceramics.Executor))["profile"]!;
        Assert.Equal((45_519, 1.0), (profile["trialRun"]!["examined"]!.GetValue<int>(), profile["trialRun"]!["territoryShare"]!.GetValue<double>()));
        Assert.Null(profile["executorSignature"]);
    }

    [Fact]
    public async Task A_run_of_another_authority_or_of_something_else_is_bad_input()
    {
        var draft = await ADraft.Prepared(Program);
        const string tiles = """{ "riskArea": { "description": "Tiles", "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907"] } ] }""" + Period + "}";

        foreach (var by in (Actor[])[Ceramics.RmsHead, Ceramics.Author])
        {
            var refused = await Attach(draft, Ceramics.Author, (await ARun.Done(Program, by, tiles)).Text("id"));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("/run", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_attaches_it_to_what_they_did_not_see_and_the_same_request_counts_once()
    {
        var draft = await ADraft.Prepared(Program);
        var run = await ARun.Of(Program, Ceramics.Author, Id(draft), Period);
        var (seen, key) = (draft.Tag, $"Idempotency-Key: {Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await Program.As(Ceramics.Author).SendAsync(Request(draft, run, ""))).StatusCode);
        var first = await Program.As(Ceramics.Author).SendAsync(Request(draft, run, "", $"If-Match: {seen}", key));
        var again = await Program.As(Ceramics.Author).SendAsync(Request(draft, run, "", $"If-Match: {seen}", key));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(first.Tag(), again.Tag());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Program.As(Ceramics.Author).SendAsync(Request(draft, run, "", $"If-Match: {seen}"))).StatusCode);
    }

    private async Task LoadMeasures(string row)
    {
        const string import = "/api/v1/classifiers/measures/import";
        var file = $"code,name,inspection,valid_from,valid_to,note\n{row}\n";
        var tried = await Program.As(Officials.Operator).PostAsync($"{import}?dryRun=true", Wire.Text(file, "text/csv"));
        using var request = new HttpRequestMessage(HttpMethod.Post, import) { Content = Wire.Text(file, "text/csv") };
        request.Headers.IfMatch.Add(tried.Headers.ETag!);
        await Program.As(Officials.Operator).SendAsync(request).Body(HttpStatusCode.OK);
    }

    private async Task Attached(ADraft draft, Actor by, string run, string more = "")
    {
        var answer = await Attach(draft, by, run, more);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        draft.Tag = answer.Tag();
    }

    private Task<HttpResponseMessage> Attach(ADraft draft, Actor by, string run, string more = "") => Program.As(by).SendAsync(Request(draft, run, more, $"If-Match: {draft.Tag}"));

    private static HttpRequestMessage Request(ADraft draft, string run, string more, params string[] headers) =>
        Wire.Request(HttpMethod.Put, $"{draft.Path}/trial-run", Wire.Text($$"""{ "run": "{{run}}"{{more}} }""", "application/json"), headers);

    private async Task<string> Printed(ADraft draft) => await (await Program.As(Ceramics.Author).GetAsync($"{draft.Path}/print?language=en")).Content.ReadAsStringAsync();

    private static string Id(ADraft draft) => draft.Path.Split('/')[^1];
}
