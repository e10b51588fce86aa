using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tests.Trials;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Suggestions;

/// <summary>Past rates over HTTP, on the declarations that the Korea Customs Service published: learnt from 2020, tried on the first quarter of 2021.</summary>
public sealed class SuggestionTests(LoadedProgram loaded) : IClassFixture<LoadedProgram>
{
    private const string Place = "/api/v1/suggestions";
    private const string Time = "\"from\": \"2020-01-01\", \"heldOutFrom\": \"2021-01-01\", \"to\": \"2021-03-31\"";

    [Fact]
    public async Task A_table_of_commodity_codes_finds_far_more_than_chance_on_what_it_has_not_seen()
    {
        var answer = await Suggest("commodityCode");

        var later = answer["heldOut"]!;
        // Counted by another program: 8,134 items of the later part, 20.95 % with a finding.
        Assert.Equal((8_134, 1_704, 407), (Number(later, "controlled"), Number(later, "withFinding"), Number(later, "chosen")));
        Assert.Equal(0.209491, later["base"]!["value"]!.GetValue<double>());
        Assert.InRange(later["precision"]!["value"]!.GetValue<double>(), 0.59, 0.62); // the same with a strength of 5: 61.3 %, of 10: 57.9 %
        Assert.InRange(answer["strength"]!.GetValue<double>(), 5.9, 6.0);
        Assert.Equal(0.217, Math.Round(answer["mean"]!.GetValue<double>(), 3));

        var first = answer["values"]![0]!;
        Assert.True(Number(first, "controlled") >= 30);
        Assert.InRange(first["shrunk"]!.GetValue<double>(), answer["mean"]!.GetValue<double>(), first["rate"]!["value"]!.GetValue<double>());
        var shrunk = answer["values"]!.AsArray().Select(row => row!["shrunk"]!.GetValue<double>()).ToArray();
        Assert.Equal(shrunk.OrderDescending(), shrunk);
        Assert.Equal(
            ("Goods", "commodityCode", "startsWith", first["values"]![0]!.GetValue<string>()),
            (first["indicators"]![0]!.Text("group"), first["indicators"]![0]!.Text("field"), first["indicators"]![0]!.Text("operator"), first["indicators"]![0]!["values"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task Several_fields_are_counted_by_their_values_together_and_counts_are_those_of_a_trial_run()
    {
        var answer = await Suggest("procedure", "originCountry");
        var row = answer["values"]!.AsArray().MaxBy(each => Number(each!, "controlled"))!;

        var area = new JsonObject { ["riskArea"] = new JsonObject { ["description"] = "Row", ["indicators"] = row["indicators"]!.DeepClone() }, ["from"] = "2020-01-01", ["to"] = "2020-12-31" };
        var started = await loaded.Program.As(Ceramics.RmsHead).Post("/api/v1/trial-runs", area.ToJsonString()).Body(HttpStatusCode.Accepted);
        var run = await Patience.Until(
            "the trial run", () => loaded.Program.As(Ceramics.RmsHead).GetAsync($"/api/v1/trial-runs/{started.Text("id")}").Body(HttpStatusCode.OK), now => now["endedAt"] is not null);

        Assert.Equal(
            (Number(run["result"]!["outcomes"]!, "controlled"), Number(run["result"]!["outcomes"]!, "withFinding")), (Number(row, "controlled"), Number(row, "withFinding")));
    }

    [Fact]
    public async Task A_run_comes_to_the_same_table_as_the_short_way()
    {
        const string asked = $$"""{ "fields": ["commodityCode"], {{Time}}, "sharePercent": 5, "leastCases": 30 }""";
        var client = loaded.Program.As(Ceramics.RmsHead);
        var started = await client.SendAsync(Wire.Request(HttpMethod.Post, Place, Wire.Text(asked, "application/json"), "Prefer: respond-async")).Body(HttpStatusCode.Accepted);
        Assert.Equal((5.0, 30), (started["suggests"]!["sharePercent"]!.GetValue<double>(), Number(started["suggests"]!, "leastCases")));
        var path = $"/api/v1/trial-runs/{started.Text("id")}";

        var run = await Patience.Until("the run", () => client.GetAsync(path).Body(HttpStatusCode.OK), now => now["endedAt"] is not null);

        Assert.Equal(("Done", 1.0), (run.Text("status"), run["progress"]!["share"]!.GetValue<double>()));
        Assert.True(JsonNode.DeepEquals(await client.Post(Place, asked).Body(HttpStatusCode.OK), run["suggestion"]), run.ToJsonString());
        Assert.Null(run["result"]);
        await loaded.Program.As(Ceramics.Coordinator).GetAsync(path).Body(HttpStatusCode.NotFound);
        var events = await client.GetStringAsync($"{path}/events"); // it has ended, so there is one, and the stream ends
        Assert.Contains("\"status\":\"Done\"", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_stopped_has_no_table()
    {
        var client = loaded.Program.As(Ceramics.RmsHead);
        var started = await client.SendAsync(Wire.Request(
            HttpMethod.Post, Place, Wire.Text($$"""{ "fields": ["commodityCode", "originCountry"], {{Time}} }""", "application/json"), "Prefer: respond-async")).Body(HttpStatusCode.Accepted);
        var path = $"/api/v1/trial-runs/{started.Text("id")}";

        var stopped = await client.DeleteAsync(path).Body(HttpStatusCode.OK);

        Assert.Contains(stopped.Text("status"), (string[])["Stopped", "Done"]); // where it was quicker
        if (stopped.Text("status") == "Stopped")
            Assert.Null((await client.GetAsync(path).Body(HttpStatusCode.OK))["suggestion"]);
    }

    [Fact]
    public async Task An_office_learns_of_its_own_declarations_alone()
    {
        var all = await Suggest("procedure");
        var own = await Suggest(Ceramics.Coordinator, "procedure");

        Assert.True(Number(own["heldOut"]!, "controlled") < Number(all["heldOut"]!, "controlled"));
        var refused = await loaded.Program.As(Ceramics.Coordinator).Post(Place, """{ "fields": ["procedure"], "authorities": ["10700000"] }""");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Where_no_outcome_is_known_nothing_is_suggested()
    {
        var answer = await loaded.Program.As(Ceramics.RmsHead).Post(Place, """{ "fields": ["commodityCode"], "from": "2026-01-01", "to": "2026-06-30" }""").Body(HttpStatusCode.OK);

        Assert.Empty(answer["values"]!.AsArray());
        Assert.Null(answer["mean"]);
        Assert.Null(answer["heldOut"]);
    }

    [Theory]
    [InlineData("""{ "fields": [] }""", "/fields")]
    [InlineData("""{ "fields": ["netWeightKg"] }""", "/fields/0")]
    [InlineData("""{ "fields": ["commodityCode", "documentKind"] }""", "/fields/1")]
    [InlineData("""{ "fields": ["commodityCode"], "from": "2020-01-01", "to": "2020-12-31", "heldOutFrom": "2021-01-01" }""", "/heldOutFrom")]
    [InlineData("""{ "fields": ["commodityCode"], "from": "2010-01-01", "to": "2020-12-31" }""", "/from")]
    [InlineData("""{ "fields": ["commodityCode"], "sharePercent": 0 }""", "/sharePercent")]
    [InlineData("""{ "fields": ["commodityCode"], "leastCases": 0 }""", "/leastCases")]
    public async Task What_cannot_be_counted_is_told_at_its_place(string body, string pointer)
    {
        var refused = await loaded.Program.As(Ceramics.RmsHead).Post(Place, body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"\"{pointer}\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<JsonNode> Suggest(params string[] fields) => Suggest(Ceramics.RmsHead, fields);

    private Task<JsonNode> Suggest(Actor actor, params string[] fields) => loaded.Program.As(actor)
        .Post(Place, $$"""{ "fields": ["{{string.Join("\", \"", fields)}}"], {{Time}}, "sharePercent": 5, "leastCases": 30 }""").Body(HttpStatusCode.OK);

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();
}
