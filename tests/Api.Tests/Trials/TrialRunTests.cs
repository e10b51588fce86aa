using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Trials;

/// <summary>Trial runs over HTTP, on the declarations that the Korea Customs Service published.</summary>
public sealed class TrialRunTests(LoadedProgram loaded) : IClassFixture<LoadedProgram>
{
    private const string Runs = "/api/v1/trial-runs";

    private TheProgram Program => loaded.Program;

    /// <summary>Counted by other programs, in two languages: declarations hit, and those with a finding.</summary>
    public static TheoryData<string, int, int> Answers => new()
    {
        { Area(One("Goods", "commodityCode", "startsWith", "6907")), 69, 13 },
        { Area(One("GoodsCountry", "originCountry", "equals", "CN"), One("GoodsPayments", "pricePerKg", "lessThan", "10")), 4_854, 1_184 },
        { Area(One("Goods", "commodityCode", "equals", "392690"), One("Authority", "declarationAuthority", "equals", "10216000", exclusion: true)), 1_354, 302 },
        { Area(One("Goods", "procedure", "oneOf", "94", "15")), 2_244, 517 },
        { Area(Exists("Trader", "carrierTaxId")), 8_012, 1_735 },
        { Area(Exists("Consignment", "consignorName", exclusion: true)), 4_510, 929 },
        { Area(One("GoodsPreferences", "preference", "equals", "FCN1"), One("GoodsCountry", "originCountry", "differsFromField", "dispatchCountry")), 71, 13 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_answers_are_those_that_were_counted(string area, int hit, int findings)
    {
        var run = await Ended(Ceramics.RmsHead, await Start(Ceramics.RmsHead, area));

        var result = run["result"]!;
        Assert.Equal(("Done", 45_519, hit, findings), (run.Text("status"), Number(result["examined"]!, "declarations"), Number(result["hit"]!, "declarations"), Number(result["outcomes"]!, "withFinding")));
        Assert.Equal(15, result["months"]!.AsArray().Count);
        Assert.Equal(hit, result["months"]!.AsArray().Sum(month => Number(month!, "hit")));
        Assert.Equal(hit, result["authorities"]!.AsArray().Sum(authority => Number(authority!, "hit")));
        Assert.Equal(Math.Min(hit, 50), result["samples"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_2020_says_of_the_next_quarter_is_said_with_its_interval()
    {
        var asked = Area(One("Goods", "commodityCode", "startsWith", "6907")).Replace(
            "\"from\":\"2020-01-01\",\"to\":\"2021-03-31\"", "\"from\":\"2020-01-01\",\"to\":\"2020-12-31\",\"validFrom\":\"2021-01-01\",\"validTo\":\"2021-03-31\",\"flow\":8134", StringComparison.Ordinal);

        var result = (await Ended(Ceramics.RmsHead, await Start(Ceramics.RmsHead, asked)))["result"]!;

        Assert.Equal((37_385, 60), (Number(result["examined"]!, "declarations"), Number(result["hit"]!, "declarations")));
        var estimate = result["estimate"]!;
        Assert.Equal((13.1, 5.2, 20.9, 8134.0), (estimate["consignments"]!.GetValue<double>(), estimate["least"]!.GetValue<double>(), estimate["most"]!.GetValue<double>(), estimate["flow"]!.GetValue<double>()));
    }

    [Fact]
    public async Task The_funnel_says_what_each_field_leaves()
    {
        var result = (await Ended(Ceramics.RmsHead, await Start(
            Ceramics.RmsHead, Area(One("GoodsCountry", "originCountry", "equals", "CN"), One("GoodsPayments", "pricePerKg", "lessThan", "10")))))["result"]!;

        var steps = result["funnel"]!.AsArray();
        Assert.Equal(["originCountry", "pricePerKg"], steps.Select(step => step!.Text("field")));
        Assert.Equal(4_854, Number(steps[1]!, "declarations"));
        Assert.True(Number(steps[0]!, "declarations") > 4_854);
        Assert.Equal("/riskArea/indicators/1", steps[1]!["conditions"]![0]!.Text("source"));
    }

    [Fact]
    public async Task An_office_tries_on_its_own_declarations_and_learns_nothing_of_others()
    {
        var run = await Ended(Ceramics.Author, await Start(Ceramics.Author, Area(Exists("Goods", "commodityCode"))));

        Assert.Equal(16_910, Number(run["result"]!["hit"]!, "declarations"));
        Assert.Equal("10216000", Assert.Single(run["result"]!["authorities"]!.AsArray())!.Text("authority"));
        Assert.All(run["result"]!["samples"]!.AsArray(), sample => Assert.StartsWith("10216000/", sample!.Text("number"), StringComparison.Ordinal));

        var refused = await Program.As(Ceramics.Author).Post(Runs, Area(Exists("Goods", "commodityCode")).Replace("\"from\"", "\"authorities\":[\"10702000\"],\"from\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("/authorities/0", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Program.As(Ceramics.Author with { Subject = "author-2" }).GetAsync($"{Runs}/{run.Text("id")}")).StatusCode);
        foreach (var other in (Actor[])[Ceramics.UnitHead, Ceramics.Author with { Authority = Ceramics.NorthWest }, Ceramics.RmsHead, Ceramics.Executor])
            Assert.Equal(HttpStatusCode.NotFound, (await Program.As(other).GetAsync($"{Runs}/{run.Text("id")}")).StatusCode);
    }

    [Fact]
    public async Task Who_sees_samples_is_noted_in_the_read_log()
    {
        var run = await Ended(Ceramics.RmsHead, await Start(Ceramics.RmsHead, Area(One("Goods", "commodityCode", "startsWith", "6907"))));

        var reads = await Program.As(Officials.Auditor).GetAsync("/api/v1/read-log?limit=200").Body(HttpStatusCode.OK);

        var sample = run["result"]!["samples"]![0]!.Text("number");
        Assert.Contains(reads["items"]!.AsArray(), read => read!["what"]!.GetValue<string>() == "getTrialRun" && read!.ToJsonString().Contains(sample, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_events_end_with_the_run()
    {
        var id = await Start(Ceramics.RmsHead, Area(Exists("Goods", "commodityCode")));

        using var answer = await Program.As(Ceramics.RmsHead).GetAsync($"{Runs}/{id}/events", HttpCompletionOption.ResponseHeadersRead);
        var text = await answer.Content.ReadAsStringAsync();

        var events = text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!).ToArray();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Done", events[^1].Text("status"));
        Assert.Equal(45_519, Number(events[^1]["progress"]!, "examined"));
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_stopped_any_more_and_stands_in_the_list()
    {
        var id = await Start(Ceramics.RmsHead, Area(Exists("Goods", "commodityCode")));
        await Ended(Ceramics.RmsHead, id);

        var stopped = await Program.As(Ceramics.RmsHead).DeleteAsync($"{Runs}/{id}").Body(HttpStatusCode.OK);

        Assert.Equal("Done", stopped.Text("status"));
        var list = await Program.As(Ceramics.RmsHead).GetAsync(Runs).Body(HttpStatusCode.OK);
        Assert.Contains(list["items"]!.AsArray(), run => run!["id"]!.GetValue<string>() == id && run!["result"] is null);
    }

    [Theory]
    [InlineData("""{"group":"Goods","field":"commodityCode","operator":"startsWith","values":["69x"]}""", "/riskArea/indicators/0/values/0")]
    [InlineData("""{"group":"Goods","field":"goodsDescription","operator":"matches","values":["(a)\\1"]}""", "/riskArea/indicators/0/values/0")]
    [InlineData("""{"group":"Goods","field":"nothing","operator":"exists"}""", "/riskArea/indicators/0/field")]
    public async Task What_cannot_be_tried_is_told_at_its_place(string indicator, string pointer)
    {
        var refused = await Program.As(Ceramics.RmsHead).Post(Runs, Area(indicator));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(pointer, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "draft": "0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f", "profile": "01/100000/21112026/00001" }""")]
    public async Task One_thing_is_tried_at_a_time(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Program.As(Ceramics.RmsHead).Post(Runs, body)).StatusCode);

    [Fact]
    public async Task A_draft_is_tried_by_who_may_read_it()
    {
        var draft = await ADraft.Prepared(Program);
        var body = $$"""{ "draft": "{{draft.Path.Split('/')[^1]}}", "from": "2020-01-01", "to": "2021-03-31" }""";

        var run = await Ended(Ceramics.Author, await Start(Ceramics.Author, body));

        Assert.Equal(("Done", draft.Path.Split('/')[^1]), (run.Text("status"), run.Text("draft")));
        Assert.NotNull(run["result"]!["estimate"]);
        Assert.Equal(HttpStatusCode.NotFound, (await Program.As(Ceramics.RmsHead).Post(Runs, body)).StatusCode);
    }

    private async Task<string> Start(Actor actor, string body) =>
        (await Program.As(actor).Post(Runs, body).Body(HttpStatusCode.Accepted)).Text("id");

    private Task<JsonNode> Ended(Actor actor, string id) => Patience.Until(
        "the end of the run", async () => await Program.As(actor).GetAsync($"{Runs}/{id}").Body(HttpStatusCode.OK), run => run["endedAt"] is not null);

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();

    private static string Area(params string[] indicators) =>
        $$"""{"riskArea":{"description":"Tried","indicators":[{{string.Join(',', indicators)}}]},"from":"2020-01-01","to":"2021-03-31"}""";

    private static string One(string group, string field, string comparison, params string[] values) => Indicator(group, field, comparison, values, exclusion: false);

    private static string One(string group, string field, string comparison, string value, bool exclusion) => Indicator(group, field, comparison, [value], exclusion);

    private static string Exists(string group, string field, bool exclusion = false) => Indicator(group, field, "exists", [], exclusion);

    private static string Indicator(string group, string field, string comparison, string[] values, bool exclusion) => new JsonObject
    {
        ["group"] = group,
        ["field"] = field,
        ["operator"] = comparison,
        ["values"] = values.Length == 0 ? null : new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
        ["exclusion"] = exclusion ? true : null,
    }.ToJsonString().Replace("\"values\":null,", "", StringComparison.Ordinal).Replace(",\"values\":null", "", StringComparison.Ordinal).Replace(",\"exclusion\":null", "", StringComparison.Ordinal);
}

/// <summary>The program with the published declarations in it.</summary>
public sealed class LoadedProgram : IAsyncLifetime
{
    internal TheProgram Program { get; } = new();

    public async Task InitializeAsync()
    {
        foreach (var file in (string[])["kcs-2020.csv.gz", "kcs-2021q1.csv.gz"])
        {
            var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(ApprovedFile.InRepository("samples/declarations"), file)));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
            content.Headers.ContentEncoding.Add("gzip");
            using var answer = await Program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads?mapping=kcs", content);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public Task DisposeAsync()
    {
        Program.Dispose();
        return Task.CompletedTask;
    }
}
