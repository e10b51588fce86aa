using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Classifiers;

public sealed class ClassifierTests : IAsyncLifetime
{
    private const string Path = "/api/v1/classifiers";
    private const string KindCodes = $"{Path}/kind-codes";
    private const string Measures = $"{Path}/measures";

    private TheProgram program = null!;

    public Task InitializeAsync()
    {
        program = new TheProgram();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Ship_as_revision_0_and_are_not_sent_again()
    {
        var list = await Get(Path).Body(HttpStatusCode.OK);
        var file = await Get(KindCodes);

        Assert.Equal(["kind-codes", "measures", "risk-areas", "risk-area-duties", "capacity"], list["items"]!.AsArray().Select(each => each!.Text("name")));
        Assert.All(list["items"]!.AsArray(), each => Assert.Equal((0, null), (each!["revision"]!.GetValue<int>(), each["loadedBy"])));
        Assert.Equal(("text/csv; charset=utf-8", "\"0\""), (file.Content.Headers.ContentType!.ToString(), file.Tag()));
        Assert.StartsWith("code,kind,territory,valid_from,valid_to\n11,Regular,AllRussian,2011-01-01,\n", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await program.As(Ceramics.Author).SendAsync(Wire.Request(HttpMethod.Get, KindCodes, null, "If-None-Match: \"0\""))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Get($"{Path}/KindCodes")).StatusCode);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_changes_nothing()
    {
        var before = await program.Store();

        var preview = await Load(Measures, await Text(Measures) + "199,Weighing,no,2026-01-01,,\n", dryRun: true);

        var answer = await preview.Body();
        Assert.Equal((HttpStatusCode.OK, "\"0\""), (preview.StatusCode, preview.Tag()));
        Assert.Equal((false, 0), (answer["applied"]!.GetValue<bool>(), answer["removed"]!.AsArray().Count));
        Assert.Equal("199,Weighing,no,2026-01-01,,", Assert.Single(answer["added"]!.AsArray())!.GetValue<string>());
        Assert.Equal(before, await program.Store());
        Assert.Equal("\"0\"", (await Get(Measures)).Tag());
    }

    [Fact]
    public async Task A_loaded_measure_may_be_asked_for_at_once()
    {
        var submission = Examples.Submission();
        foreach (var measure in submission["content"]!["measures"]!.AsArray())
            (measure!["code"], measure["dependsOn"], measure["inspectionType"]) = ("199", null, null);
        await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.BadRequest);

        var loaded = await Load(Measures, await Text(Measures) + "199,\"Weighing, on the way in\",no,2026-01-01,,\n", headers: "If-Match: \"0\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\"", true), (loaded.StatusCode, loaded.Tag(), (await loaded.Body())["applied"]!.GetValue<bool>()));
        await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);
        var item = (await Get(Path).Body(HttpStatusCode.OK))["items"]!.AsArray()[1]!;
        Assert.Equal((1, Officials.Operator.Name, "+03:00"), (item["revision"]!.GetValue<int>(), item.Text("loadedBy"), item.Text("loadedAt")[^6..]));
    }

    [Fact]
    public async Task A_profile_gets_the_code_that_was_loaded()
    {
        await Load(KindCodes, (await Text(KindCodes)).Replace("13,Regular,Zonal", "14,Regular,Zonal", StringComparison.Ordinal), headers: "If-Match: \"0\"");

        Assert.StartsWith($"{AProfile.Profiles}/14-100000-", await AProfile.Adopted(program), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_says_which_classifiers_were_seen()
    {
        await Load(Measures, await Text(Measures) + "199,Weighing,no,2026-01-01,,\n", headers: "If-Match: \"0\"");
        var text = await Text(Measures) + "198,Counting,no,2026-01-01,,\n";

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await Load(Measures, text)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await Load(Measures, text, headers: "If-Match: *")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Load(Measures, text, headers: "If-Match: 1")).StatusCode);
        foreach (var tag in (string[])["\"0\"", "\"2\"", "W/\"1\"", "\"other\""])
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await Load(Measures, text, headers: $"If-Match: {tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Load(Measures, text, headers: "If-Match: \"1\"")).StatusCode);
        Assert.Equal("\"2\"", (await Load(Measures, text, headers: "If-Match: \"1\"")).Tag());
    }

    [Fact]
    public async Task Every_faulty_line_is_named_and_nothing_is_loaded()
    {
        var text = await Text(KindCodes) + "1,Urgent,,2011-01-01,\n13,urgent,,2011-01-01,\n";

        foreach (var dryRun in (bool[])[true, false])
        {
            var problem = await Load(KindCodes, text, dryRun, headers: "If-Match: \"0\"").Body(HttpStatusCode.BadRequest);
            Assert.Equal(["/lines/9", "/lines/10"], problem["errors"]!.AsObject().Select(error => error.Key));
        }
        Assert.Equal("\"0\"", (await Get(KindCodes)).Tag());
    }

    [Fact]
    public async Task Only_operators_load_and_only_text_of_CSV()
    {
        var text = await Text(KindCodes);

        foreach (var actor in (Actor[])[Ceramics.Coordinator, Officials.Auditor, Officials.OfTheFcs])
            Assert.Equal(HttpStatusCode.Forbidden, (await Load(KindCodes, text, dryRun: true, actor: actor)).StatusCode);
        var client = program.As(Officials.Operator);
        Assert.Equal(HttpStatusCode.NotFound, (await Load($"{Path}/fields", text, dryRun: true)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"{KindCodes}/import?dryRun=yes", Wire.Text(text, "text/csv"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync($"{KindCodes}/import?dryRun=true", Wire.Text("{}", "application/json"))).StatusCode);
        var latin = new ByteArrayContent([0xE9, 0x2C]) { Headers = { ContentType = new("text/csv") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"{KindCodes}/import?dryRun=true", latin)).StatusCode);
    }

    private Task<HttpResponseMessage> Load(string path, string text, bool dryRun = false, Actor? actor = null, params string[] headers) =>
        program.As(actor ?? Officials.Operator).SendAsync(
            Wire.Request(HttpMethod.Post, $"{path}/import{(dryRun ? "?dryRun=true" : "")}", Wire.Text(text, "text/csv"), headers));

    private async Task<string> Text(string path) => await (await Get(path)).Content.ReadAsStringAsync();

    private Task<HttpResponseMessage> Get(string path) => program.As(Ceramics.Author).GetAsync(path);
}
