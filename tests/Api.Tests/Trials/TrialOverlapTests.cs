using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Trials;

/// <summary>What profiles in force and drafts under consideration hit as well, over HTTP, on the published declarations.</summary>
public sealed class TrialOverlapTests(LoadedProgram loaded) : IClassFixture<LoadedProgram>
{
    private static readonly Indicator tiles = new(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.StartsWith, ["6907"]);

    private TheProgram Program => loaded.Program;

    [Fact]
    public async Task A_copy_of_a_profile_in_force_is_covered_by_it_and_hits_nothing_new()
    {
        var number = await InForce(tiles);

        var result = (await Tried(Ceramics.RmsHead, "6907"))["result"]!;

        var overlap = Assert.Single(result["overlaps"]!.AsArray(), each => each!.Text("number") == number)!;
        Assert.Equal((69, 0, 0), (overlap["both"]!.GetValue<int>(), overlap["onlyThis"]!.GetValue<int>(), overlap["onlyThat"]!.GetValue<int>()));
        Assert.Equal((1.0, true), (overlap["share"]!.GetValue<double>(), overlap["covers"]!.GetValue<bool>()));
        Assert.Equal(0, result["new"]!.GetValue<int>());
        var loads = result["inspections"]!.AsArray();
        Assert.NotEmpty(loads);
        Assert.All(loads, load => Assert.Equal((0.0, 0, true), (load!["added"]!["mean"]!.GetValue<double>(), load["added"]!["highest"]!.GetValue<int>(), load["inForce"]!["highest"]!.GetValue<int>() > 0)));
        Assert.Contains(number, result["warnings"]![0]!.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_narrower_profile_does_not_hit_is_new()
    {
        var number = await InForce(tiles with { Field = "commodityCode", Values = ["392690"] });

        var result = (await Tried(Ceramics.RmsHead, "3926"))["result"]!;

        var (hit, overlap) = (result["hit"]!["declarations"]!.GetValue<int>(), Assert.Single(result["overlaps"]!.AsArray(), each => each!.Text("number") == number)!);
        var both = overlap["both"]!.GetValue<int>();
        Assert.InRange(both, 1, hit - 1);
        Assert.Equal((hit - both, 0, hit - both), (overlap["onlyThis"]!.GetValue<int>(), overlap["onlyThat"]!.GetValue<int>(), result["new"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_is_tried_adds_inspections_to_those_of_a_post_against_its_capacity()
    {
        var open = (await Tried(Ceramics.RmsHead, "9503"))["result"]!["inspections"]!.AsArray();
        var load = open.MaxBy(each => each!["added"]!["highest"]!.GetValue<int>())!;
        var (authority, highest) = (load.Text("authority"), load["together"]!["highest"]!.GetValue<int>());
        Assert.True(load["added"]!["mean"]!.GetValue<double>() > 0 && highest >= load["together"]!["percentile95"]!.GetValue<int>());
        Assert.Null(load["capacity"]);
        Assert.True(load["workingDays"]!.GetValue<int>() is > 200 and < 320);

        var file = $"authority,from,to,inspections\n{authority},2020-01-01,,{highest - 1}\n";
        var put = Program.As(Officials.Operator);
        var tried = await put.PutAsync("/api/v1/capacity?dryRun=true", Wire.Text(file, "text/csv"));
        Assert.Equal([$"{authority},2020-01-01,,{highest - 1}"], (await Task.FromResult(tried).Body(HttpStatusCode.OK))["added"]!.AsArray().Select(row => row!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await put.PutAsync("/api/v1/capacity", Wire.Text(file, "text/csv"))).StatusCode);
        var faulty = await put.PutAsync("/api/v1/capacity?dryRun=true", Wire.Text($"{file}1,2020-01-01,,x\n99999999,2020-01-01,,1\n", "text/csv")).Body(HttpStatusCode.BadRequest);
        Assert.Equal(["/lines/3", "/lines/4"], faulty["errors"]!.AsObject().Select(error => error.Key));
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/capacity") { Content = Wire.Text(file, "text/csv") };
        request.Headers.IfMatch.Add(tried.Headers.ETag!);
        await put.SendAsync(request).Body(HttpStatusCode.OK);
        var known = await Program.As(Ceramics.Author).GetAsync("/api/v1/capacity").Body(HttpStatusCode.OK);
        Assert.Equal((authority, highest - 1), (known["items"]![0]!.Text("authority"), known["items"]![0]!["inspections"]!.GetValue<int>()));

        var bound = Assert.Single((await Tried(Ceramics.RmsHead, "9503"))["result"]!["inspections"]!.AsArray(), each => each!.Text("authority") == authority)!;
        Assert.Equal((highest - 1, true), (bound["capacity"]!.GetValue<int>(), bound["daysAbove"]!.GetValue<int>() > 0));
        Assert.Equal(load["together"]!.ToJsonString(), bound["together"]!.ToJsonString());
    }

    [Fact]
    public async Task An_office_learns_nothing_of_another_ones_drafts_and_the_centre_does()
    {
        var submission = Examples.Submission();
        submission["authority"] = Ceramics.Vladivostok.Value;
        submission["content"]!["territory"] = "AllRussian";
        submission["content"]!["mode"] = "Automatic";
        submission["content"]!["riskArea"] = JsonNode.Parse(
            """{ "description": "All tools", "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["82"] } ] }""");
        var draft = await Program.As(Ceramics.CoordinatorOf(Ceramics.Vladivostok)).Submit(submission).Body(HttpStatusCode.Created);

        var centre = await Tried(Ceramics.RmsHead, "82");
        var office = await Tried(Ceramics.Author, "82");

        var overlap = Assert.Single(centre["result"]!["overlaps"]!.AsArray(), each => each!.Text("number") == draft.Text("number"))!;
        Assert.Equal((draft.Text("id"), true), (overlap.Text("draft"), overlap["covers"]!.GetValue<bool>()));
        Assert.True(office["result"]!["hit"]!["declarations"]!.GetValue<int>() > 0);
        Assert.DoesNotContain(draft.Text("number"), office.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(draft.Text("id"), office.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(office["result"]!["warnings"]);
    }

    [Fact]
    public async Task A_sample_says_of_each_condition_whether_it_holds()
    {
        var run = await ARun.Done(Program, Ceramics.RmsHead, """
            { "riskArea": { "description": "Tiles or stones", "indicators": [
                { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907"] },
                { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["7103"] },
                { "group": "GoodsCountry", "field": "originCountry", "operator": "equals", "values": ["AQ"], "exclusion": true } ] },
              "from": "2020-01-01", "to": "2021-03-31" }
            """);

        var samples = run["result"]!["samples"]!.AsArray();
        Assert.NotEmpty(samples);
        Assert.All(samples, sample =>
        {
            var verdicts = sample!["verdicts"]!.AsArray();
            Assert.Equal(["/riskArea/indicators/0", "/riskArea/indicators/1", "/riskArea/indicators/2"], verdicts.Select(verdict => verdict!.Text("source")));
            Assert.Single(verdicts.Take(2), verdict => verdict!["holds"]!.GetValue<bool>());
            Assert.Equal((false, true), (verdicts[2]!["holds"]!.GetValue<bool>(), verdicts[2]!["exclusion"]!.GetValue<bool>()));
        });
    }

    /// <returns>Its number.</returns>
    private async Task<string> InForce(Indicator indicator)
    {
        var content = Ceramics.Content with { Territory = Territory.AllRussian, RiskArea = new("A profile in force", Indicators: [indicator]) };
        var path = await AProfile.Adopted(Program, content, Tiles.Valid("2026-11-01", "2027-11-30"));
        return (await Program.As(Ceramics.RmsHead).GetAsync(path).Body(HttpStatusCode.OK)).Text("number");
    }

    private Task<JsonNode> Tried(Actor by, string code) => ARun.Done(
        Program, by,
        $$"""
        { "riskArea": { "description": "Tried", "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["{{code}}"] } ] },
          "from": "2020-01-01", "to": "2021-03-31" }
        """);
}
