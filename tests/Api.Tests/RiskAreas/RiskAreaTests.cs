using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.RiskAreas;

/// <summary>The register of risk areas, what drafts name of it, and where authorities must have profiles.</summary>
public sealed class RiskAreaTests : IAsyncLifetime
{
    private const string Coverage = "/api/v1/risk-coverage";

    private TheProgram program = null!;

    public async Task InitializeAsync()
    {
        program = new TheProgram();
        await program.LoadRiskAreas();
    }

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Are_listed_in_both_languages_all_or_those_of_a_day()
    {
        var list = await Get("/api/v1/risk-areas", Ceramics.Author);
        var now = await Get("/api/v1/risk-areas?on=2026-11-21", Ceramics.Author);
        var area = await Get("/api/v1/risk-areas/RA-07", Ceramics.Author);

        Assert.Equal(["RA-07", "RA-08"], Items(list).Select(each => each!.Text("code")));
        Assert.Equal(["RA-07"], Items(now).Select(each => each!.Text("code")));
        Assert.Equal(("Undervalued tiles", "Customs value", "2027-02-01"), (area["area"]!.Text("title"), area["area"]!.Text("typeName"), area["area"]!.Text("review")));
        Assert.Equal(["10216000", "10702000"], area["obligatory"]!.AsArray().Select(each => each!.Text("authority")));
        var russian = program.As(Ceramics.Author);
        russian.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        Assert.Equal("Занижение стоимости плитки", Items(await russian.GetAsync("/api/v1/risk-areas").Body(HttpStatusCode.OK))[0]!.Text("title"));
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync("/api/v1/risk-areas/RA-99")).StatusCode);
    }

    [Fact]
    public async Task A_draft_names_one_that_the_register_has()
    {
        var submission = Examples.Submission();
        submission["content"]!["riskArea"]!["code"] = "RA-99";
        var problem = await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.BadRequest);
        submission["content"]!["riskArea"]!["code"] = "RA-07";
        var made = await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);
        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);

        Assert.Equal(["/content/riskArea/code"], problem["errors"]!.AsObject().Select(error => error.Key));
        var found = Items(await Get("/api/v1/drafts?area=RA-07", Ceramics.Coordinator));
        Assert.Equal(made.Text("id"), Assert.Single(found)!.Text("id"));
        var draft = await Get($"/api/v1/drafts/{made.Text("id")}", Ceramics.Coordinator);
        Assert.Equal("RA-07", draft["content"]!["riskArea"]!.Text("code"));
        var sheet = await program.As(Ceramics.Coordinator).GetStringAsync($"/api/v1/drafts/{made.Text("id")}/print");
        Assert.Contains("RA-07", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_there_is_against_a_risk_goes_from_nothing_over_a_draft_to_a_profile_and_is_late_in_time()
    {
        Assert.Equal(["RA-07 10216000 Nothing 0", "RA-07 10702000 Overdue 0", "RA-08 10216000 Nothing 0"], await Cells(Officials.OfTheFcs));

        var submission = Examples.Submission();
        submission["content"]!["riskArea"]!["code"] = "RA-07";
        await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);
        Assert.Equal(["RA-07 10216000 UnderConsideration 1", "RA-08 10216000 Nothing 0"], await Cells(Ceramics.Coordinator));

        var path = await AProfile.Adopted(program, ARiskArea.Content);
        program.Clock.Turn(TimeSpan.FromDays(14)); // it is valid from 1 December on
        await program.LookAtDays();
        var number = path.Split('/')[^1].Replace('-', '/');
        var cell = Items(await Get($"{Coverage}?authority=10216000&state=InForce", Ceramics.Coordinator));
        Assert.Equal(number, Assert.Single(Assert.Single(cell)!["profiles"]!.AsArray())!.GetValue<string>());
        Assert.Equal(path.Split('/')[^1].Replace('-', '/'), Assert.Single(Items(await Get("/api/v1/profiles?area=RA-07", Ceramics.Coordinator)))!.Text("number"));

        program.Clock.Turn(TimeSpan.FromDays(400)); // the profile has ended, and so have all terms
        await program.LookAtDays();
        Assert.Equal(["RA-07 10216000 Overdue 1", "RA-07 10702000 Overdue 0", "RA-08 10216000 Overdue 0"], await Cells(Officials.OfTheFcs));
    }

    [Fact]
    public async Task An_authority_sees_its_own_and_those_below_and_counts_no_draft_that_it_may_not_know_of()
    {
        var submission = Examples.Submission();
        submission["content"]!["riskArea"]!["code"] = "RA-07";
        await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);

        Assert.Equal(["RA-07 10702000 Overdue 0"], await Cells(Officials.OfVladivostok));
        Assert.Equal(["RA-07 10216000 UnderConsideration 1", "RA-08 10216000 Nothing 0"], await Cells(Ceramics.DirectorateCoordinator));
        Assert.Empty(await Cells(Officials.Operator));
        Assert.Empty(Items(await Get($"{Coverage}?authority=10216000", Officials.OfVladivostok)));
    }

    [Fact]
    public async Task The_export_tells_of_profiles_but_not_what_they_look_for()
    {
        await AProfile.Adopted(program, ARiskArea.Content, Tiles.Valid("2026-11-01", "2027-10-31"));
        await program.LookAtDays();

        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Ceramics.Coordinator).GetAsync("/api/v1/risk-areas/RA-07/export")).StatusCode);
        var answer = await program.As(Ceramics.FcsCoordinator).GetAsync("/api/v1/risk-areas/RA-07/export");
        var text = await answer.Content.ReadAsStringAsync();
        var export = JsonNode.Parse(text)!;
        Assert.Equal(("Занижение стоимости плитки", "Undervalued tiles", 6), (export.Text("titleRu"), export.Text("titleEn"), export["number"]!.GetValue<int>()));
        Assert.Single(export["profiles"]!.AsArray());
        foreach (var secret in (string[])["690721", "pricePerKg", "7801234567", "Packing list", "Inspect one package"])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_in_which_profiles_are_obligatory_stays_in_the_register()
    {
        var lost = await program.LoadClassifier("risk-areas", string.Concat(ARiskArea.Areas.Split('\n').Where(line => !line.StartsWith("RA-08", StringComparison.Ordinal)).Select(line => line + "\n"))).Body(HttpStatusCode.BadRequest);
        var unknown = await program.LoadClassifier("risk-area-duties", ARiskArea.Duties + "RA-11,10216000,2027-01-01\n").Body(HttpStatusCode.BadRequest);

        Assert.Contains("RA-08", lost["errors"]![""]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("RA-11", unknown["errors"]![""]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, Items(await Get("/api/v1/risk-areas", Ceramics.Author)).Count);
    }

    private async Task<string[]> Cells(Actor actor) =>
        [.. Items(await Get(Coverage, actor)).Select(cell => $"{cell!.Text("area")} {cell!.Text("authority")} {cell!.Text("state")} {cell!["drafts"]}")];

    private async Task<JsonNode> Get(string path, Actor actor) => await program.As(actor).GetAsync(path).Body(HttpStatusCode.OK);

    private static JsonArray Items(JsonNode answer) => answer["items"]!.AsArray();
}
