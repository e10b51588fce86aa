using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Prices;

/// <summary>Price points over HTTP, researches of them, what is made of a research, and the flow that leaves it.</summary>
public sealed class PriceTests : IAsyncLifetime
{
    private const string Loads = "/api/v1/price-points/loads";
    private const string Researches = "/api/v1/price-researches";
    private const string Question = """{ "commodityCode": "6907", "originCountry": "TR", "from": "2026-01", "to": "2026-10" }""";
    private const string Header = "NAPR\tPERIOD\tSTRANA\tTNVED\tEDIZM\tSTOIM\tNETTO\tKOL\tREGION\n";

    private readonly TheProgram program = new(("Prices:LeastPrices", "2"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Points_are_loaded_with_each_fault_at_its_line_listed_and_sent_as_CSV()
    {
        var answer = await Load($"{Tiles}ИМ\t13/2026\tTR\t6907210001\t\t1\t1\t\t\n");
        var load = await answer.Body();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((5, 4, 1, "Prices"), ((int)load["lines"]!, (int)load["taken"]!, (int)load["refused"]!, load.Text("kind")));
        Assert.Equal((6, "/period", "NotAMonth"), ((int)load["faults"]![0]!["line"]!, load["faults"]![0]!.Text("pointer"), load["faults"]![0]!.Text("code")));
        Assert.Equal(64, load.Text("sha256").Length);

        var again = await (await Load(Tiles)).Body();
        Assert.Equal((0, 4), ((int)again["taken"]!, (int)again["unchanged"]!));
        Assert.Equal(again.ToJsonString(), (await program.As(Officials.Operator).GetAsync($"{Loads}/{again["id"]}").Body(HttpStatusCode.OK)).ToJsonString());
        Assert.Equal(2, (await program.As(Officials.Operator).GetAsync(Loads).Body(HttpStatusCode.OK))["items"]!.AsArray().Count);
        Assert.Empty((await program.As(Officials.Operator).GetAsync("/api/v1/declarations/loads").Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.Operator).GetAsync($"/api/v1/declarations/loads/{again["id"]}")).StatusCode);

        var list = await program.As(Ceramics.Author).GetAsync("/api/v1/price-points?code=6907&origin=tr&from=2026-10&limit=1").Body(HttpStatusCode.OK);
        var point = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal(("2026-10", 2m), (point.Text("month"), point["pricePerKg"]!.GetValue<decimal>()));
        var csv = await (await program.As(Ceramics.Author).GetAsync("/api/v1/price-points/list.csv?language=ru&code=6907")).Content.ReadAsStringAsync();
        Assert.Equal(5, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("fcs-statistics;;IM;2026-10;6907210001;TR;", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/price-points?code=69x", "/code")]
    [InlineData("/api/v1/price-points?origin=TUR", "/origin")]
    [InlineData("/api/v1/price-points?from=10.2026", "/from")]
    [InlineData("/api/v1/price-points?direction=transit", "/direction")]
    public async Task A_list_says_which_filter_is_wrong(string place, string pointer)
    {
        var answer = await program.As(Ceramics.Author).GetAsync(place).Body(HttpStatusCode.BadRequest);
        Assert.Equal(pointer, Assert.Single(Places(answer)));
    }

    [Fact]
    public async Task Prices_and_declarations_go_to_their_own_loads()
    {
        using var prices = Table("/api/v1/declarations/loads?mapping=fcs-statistics", Tiles);
        Assert.Equal("/mapping", Assert.Single(Places(await program.As(Officials.Operator).SendAsync(prices).Body(HttpStatusCode.BadRequest))));
        using var declarations = Table($"{Loads}?mapping=kcs", Tiles);
        Assert.Equal("/mapping", Assert.Single(Places(await program.As(Officials.Operator).SendAsync(declarations).Body(HttpStatusCode.BadRequest))));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await program.As(Officials.Operator).PostAsync(Loads, Wire.Lines("{}"))).StatusCode);
        Assert.Equal("/kind", Assert.Single(Places(await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads?kind=Prices", Wire.Lines("{}")).Body(HttpStatusCode.BadRequest))));
        using var ofAnAuthor = Table($"{Loads}?mapping=fcs-statistics", Tiles);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(Ceramics.Author).SendAsync(ofAnAuthor)).StatusCode);
    }

    [Fact]
    public async Task A_research_is_computed_frozen_numbered_and_approved()
    {
        await Load(Tiles);
        var tried = await program.As(Ceramics.Author).Post($"{Researches}?dryRun=true", Question).Body(HttpStatusCode.OK);
        Assert.Null(tried["id"]);
        var asked = await program.As(Ceramics.Author).Post(Researches, Question, "Idempotency-Key: tiles").Body(HttpStatusCode.Created);
        var figures = asked["figures"]!;

        // 100 kg at 0.5, 200 kg at 1, 100 kg at 2 of Turkey up to October; 40 kg are a tenth.
        Assert.Equal((3, 400m, 1.125m, 1m, 0.5m, 1m), ((int)figures["count"]!, Number(figures, "weightKg"), Number(figures, "mean"), Number(figures, "median"), Number(figures, "threshold"), Number(figures, "upperQuartile")));
        Assert.Equal(tried["figures"]!.ToJsonString(), figures.ToJsonString());
        Assert.Equal(("ЦИ-1", "computed", false), (asked.Text("number"), asked.Text("state"), asked["inForce"]!.GetValue<bool>()));
        Assert.Equal(["IM", "6907", "TR", "0.5"], asked["indicators"]!.AsArray().Select(each => each!["values"]![0]!.GetValue<string>()));
        Assert.Contains("ЦИ-1", asked.Text("calculation"), StringComparison.Ordinal);
        var entry = await program.As(Ceramics.Author).GetAsync($"/api/v1/entries/{asked.Text("id")}").Body(HttpStatusCode.OK);
        Assert.Equal("1.125", entry["fields"]!.AsArray().Single(field => field!.Text("name") == "mean")!.Text("value"));
        var print = await program.As(Ceramics.Author).GetStringAsync($"/api/v1/entries/{asked.Text("id")}/print?language=en");
        Assert.Contains("1.125", print, StringComparison.Ordinal);
        Assert.DoesNotContain("None.", print, StringComparison.Ordinal);

        await Load("ИМ\t09/2026\tTR\t6907210009\t\t900\t100\t\t\n");
        var again = await program.As(Ceramics.Author).Post(Researches, Question, "Idempotency-Key: tiles").Body(HttpStatusCode.OK);
        Assert.Equal(figures.ToJsonString(), again["figures"]!.ToJsonString());
        Assert.Equal("ЦИ-2", (await program.As(Ceramics.Coordinator).Post(Researches, Question).Body(HttpStatusCode.Created)).Text("number"));

        await Approve(asked.Text("id"), "2027-05-31");
        var approved = await program.As(Ceramics.Author).GetAsync($"{Researches}/{asked.Text("id")}").Body(HttpStatusCode.OK);
        Assert.Equal((true, ARegister.Head.Name, "2027-05-31"), (approved["inForce"]!.GetValue<bool>(), approved.Text("approvedBy"), approved.Text("validTo")));
        var listed = (await program.As(Ceramics.Author).GetAsync($"{Researches}?state=approved").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(("ЦИ-1", true), (Assert.Single(listed)!.Text("number"), listed[0]!["inForce"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Nobody_makes_a_research_of_figures_of_their_own_or_puts_them_right()
    {
        await Load(Tiles);
        var made = await program.As(Ceramics.Author).Post($"{ARegister.Registers}/price-research/entries", """{ "values": { "commodityCode": "6907", "threshold": "0.1" } }""").Body(HttpStatusCode.BadRequest);
        Assert.Contains("/values/threshold", Places(made));

        var asked = await program.As(Ceramics.Author).Post(Researches, Question).Body(HttpStatusCode.Created);
        var corrected = await program.As(Ceramics.Author).Post($"/api/v1/entries/{asked.Text("id")}/corrections", """{ "values": { "threshold": "0.1" }, "reason": "Опечатка" }""").Body(HttpStatusCode.BadRequest);
        Assert.Equal("/values/threshold", Assert.Single(Places(corrected)));

        Assert.Equal(HttpStatusCode.Forbidden, (await program.As(AControl.Inspector).Post(Researches, Question)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).GetAsync($"{Researches}/{asked.Text("id")}")).StatusCode);
        Assert.Empty((await program.As(Officials.OfVladivostok).GetAsync(Researches).Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await program.As(Officials.Auditor).GetAsync($"{Researches}/{asked.Text("id")}")).StatusCode);
    }

    [Theory]
    [InlineData("""{ "commodityCode": "6", "from": "2026-01", "to": "2026-10" }""", "/commodityCode")]
    [InlineData("""{ "commodityCode": "6907", "from": "01.2026", "to": "2026-10" }""", "/from")]
    [InlineData("""{ "commodityCode": "6907", "from": "2026-02", "to": "2026-01" }""", "/to")]
    [InlineData("""{ "commodityCode": "6907", "from": "2021-01", "to": "2026-10" }""", "/from")]
    [InlineData("""{ "commodityCode": "6907", "originCountry": "TUR", "from": "2026-01", "to": "2026-10" }""", "/originCountry")]
    [InlineData("""{ "commodityCode": "6907", "from": "2026-01", "to": "2026-10", "basis": "Declarations", "source": "x" }""", "/source")]
    [InlineData("""{ "commodityCode": "99", "from": "2026-01", "to": "2026-10" }""", "/commodityCode")]
    [InlineData("""{ "commodityCode": "6907", "from": "2026-01", "to": "2026-10", "basis": "Offers" }""", "/basis")]
    public async Task A_question_that_cannot_be_answered_says_where(string question, string pointer)
    {
        var answer = await program.As(Ceramics.Author).Post(Researches, question).Body(HttpStatusCode.BadRequest);
        Assert.Equal(pointer, Assert.Single(Places(answer)));
    }

    [Fact]
    public async Task Its_goods_below_the_threshold_are_tried_as_they_are()
    {
        await Load(Tiles);
        await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", Wire.Lines(Declaration(1, 40), Declaration(2, 90))).Body(HttpStatusCode.OK);
        var asked = await program.As(Ceramics.Author).Post(Researches, Question).Body(HttpStatusCode.Created);

        var run = await ARun.Done(program, Ceramics.Author, new JsonObject { ["riskArea"] = new JsonObject { ["description"] = "Tiles", ["indicators"] = asked["indicators"]!.DeepClone() } }.ToJsonString());

        Assert.Equal(1, (int)run["result"]!["hit"]!["declarations"]!);
    }

    [Fact]
    public async Task Declarations_are_researched_as_well()
    {
        await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", Wire.Lines(Declaration(1, 40), Declaration(2, 90))).Body(HttpStatusCode.OK);

        var asked = await program.As(Ceramics.Author).Post(Researches, """{ "commodityCode": "6907", "from": "2026-11", "to": "2026-11", "basis": "Declarations" }""").Body(HttpStatusCode.Created);

        Assert.Equal(("Declarations", 2, 0.65m), (asked["question"]!.Text("basis"), (int)asked["figures"]!["count"]!, Number(asked["figures"]!, "mean")));
    }

    [Fact]
    public async Task A_flow_that_has_drifted_opens_one_risk_situation_for_each_way()
    {
        await Load(Tiles);
        var asked = await program.As(Ceramics.Author).Post(Researches, Question).Body(HttpStatusCode.Created);
        Assert.Equal(0, await Look()); // not approved yet
        await Approve(asked.Text("id"), "2026-12-31");
        Assert.Equal(0, await Look()); // nothing newer than what was researched

        await Load("ИМ\t11/2026\tTR\t6907210001\t\t120\t100\t\t\nИМ\t11/2026\tTR\t6907210002\t\t119\t100\t\t\n");
        Assert.Equal(0, await Look()); // 19 % above
        await Load("ИМ\t11/2026\tTR\t6907210003\t\t1300\t1000\t\t\n");
        Assert.Equal(1, await Look());
        Assert.Equal(1, await Look());

        var situation = Assert.Single(await Situations())!;
        var entry = await program.As(ARegister.Head).GetAsync($"/api/v1/entries/{situation.Text("id")}").Body(HttpStatusCode.OK);
        Assert.Equal((Ceramics.Baltic.Value, asked.Text("id"), "new"), (entry.Text("authority"), entry["links"]![0]!.Text("id"), entry.Text("state")));
        Assert.Equal(
            [
                "Медиана цен по коду 6907 выше утверждённой ценовым исследованием ЦИ-1: 1,3 вместо 1 долл. США за кг.",
                "The median of prices for code 6907 is above that of price research ЦИ-1, which is approved: 1.3 instead of 1 US dollars a kilogram.",
            ],
            entry["fields"]![0]!.Text("value").Split('\n'));
        Assert.Equal(
            ["Ценовое исследование ЦИ-1; ценовые данные с 01.11.2026 по 30.11.2026, цен: 3.", "Price research ЦИ-1; price points from 2026-11-01 to 2026-11-30, 3 prices."],
            entry["fields"]![1]!.Text("value").Split('\n'));

        // Declarations of the last month go before price points, where there are enough.
        await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", Wire.Lines(Declaration(1, 40), Declaration(2, 50))).Body(HttpStatusCode.OK);
        Assert.Equal(1, await Look());
        Assert.Equal(2, (await Situations()).Count);

        program.Clock.Turn(TimeSpan.FromDays(60));
        Assert.Equal(0, await Look()); // its last day has passed
    }

    [Fact]
    public async Task A_wrong_load_is_taken_back_and_researches_that_counted_it_say_so()
    {
        var load = (await (await Load(Tiles)).Body())["id"]!.GetValue<long>();
        var asked = await program.As(Ceramics.Author).Post(Researches, Question).Body(HttpStatusCode.Created);
        Assert.Null(asked["withdrawnLoads"]);
        Assert.Equal("/reason", Assert.Single(Places(await Withdraw(Officials.Operator, load, "").Body(HttpStatusCode.BadRequest))));
        Assert.Equal(HttpStatusCode.Forbidden, (await Withdraw(Ceramics.Author, load, "Roubles.")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Withdraw(Officials.Operator, load + 1, "Roubles.")).StatusCode);

        var withdrawal = (await Withdraw(Officials.Operator, load, "Roubles.").Body(HttpStatusCode.OK))["withdrawal"]!;
        Assert.Equal(("Roubles.", Officials.Operator.Name, "tiles.csv"), (withdrawal.Text("reason"), withdrawal.Text("by"), withdrawal.Text("source")));
        Assert.Equal(HttpStatusCode.OK, (await Withdraw(Officials.Operator, load, "Roubles.")).StatusCode);
        Assert.Contains("Roubles.", (await Withdraw(Officials.Operator, load, "Euros.").Body(HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
        Assert.NotNull((await program.As(Officials.Operator).GetAsync(Loads).Body(HttpStatusCode.OK))["items"]![0]!["withdrawal"]);

        var research = await program.As(Ceramics.Author).GetAsync($"{Researches}/{asked.Text("id")}").Body(HttpStatusCode.OK);
        Assert.Equal(asked["figures"]!.ToJsonString(), research["figures"]!.ToJsonString());
        Assert.Equal((load, "Roubles."), (Assert.Single(research["withdrawnLoads"]!.AsArray())!["load"]!.GetValue<long>(), research["withdrawnLoads"]![0]!.Text("reason")));
        var mean = asked["figures"]!["mean"]!.ToJsonString();
        foreach (var (language, said, printed) in ((string, string, string)[])
            [("ru", "Учтённая загрузка впоследствии отозвана", mean.Replace('.', ',')), ("en", "A load counted here was withdrawn later", mean)])
        {
            var sheet = await program.As(Ceramics.Author).GetStringAsync($"/api/v1/entries/{asked.Text("id")}/print?language={language}");
            Assert.Contains(said, sheet, StringComparison.Ordinal);
            Assert.Contains($">{printed}<", sheet, StringComparison.Ordinal);
            Assert.Contains(">01.2026<", sheet, StringComparison.Ordinal);
            Assert.Contains($" {load}, tiles.csv. Roubles. ({Officials.Operator.Name}, ", sheet, StringComparison.Ordinal);
        }
        Assert.Equal("/commodityCode", Assert.Single(Places(await program.As(Ceramics.Author).Post(Researches, Question).Body(HttpStatusCode.BadRequest))));

        await Load(Tiles.Replace("\t50\t", "\t60\t", StringComparison.Ordinal));
        var points = (await program.As(Ceramics.Author).GetAsync("/api/v1/price-points").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal([false, false, false, false, true, true, true, true], points.Select(point => point!["withdrawn"]!.GetValue<bool>()));
        var csv = await (await program.As(Ceramics.Author).GetAsync("/api/v1/price-points/list.csv?language=ru")).Content.ReadAsStringAsync();
        Assert.Equal(4, csv.Split("\r\n").Count(line => line.EndsWith(";да", StringComparison.Ordinal)));
        var anew = await program.As(Ceramics.Author).Post(Researches, Question).Body(HttpStatusCode.Created);
        Assert.Equal((0.6m, true), (Number(anew["figures"]!, "least"), anew["withdrawnLoads"] is null));
    }

    private Task<HttpResponseMessage> Withdraw(Actor official, long load, string reason) =>
        program.As(official).Post($"{Loads}/{load}/withdrawal", new JsonObject { ["reason"] = reason }.ToJsonString());

    private static string Tiles =>
        "ИМ\t01/2026\tTR\t6907210001\tМ2\t50\t100\t\t45000\nИМ\t05/2026\tTR\t6907210001\tМ2\t200\t200\t\t45000\nИМ\t10/2026\tTR\t6907210001\tМ2\t200\t100\t\t45000\nИМ\t10/2026\tCN\t6907210001\tМ2\t900\t100\t\t45000\n";

    private static string Declaration(int serial, int value) =>
        $$"""{"number":"10216020/{{serial:00}}1126/000000{{serial}}","declarationKind":"IM","items":[{"item":1,"commodityCode":"6907210001","originCountry":"TR","netWeightKg":100,"statisticalValueUsd":{{value}}}]}""";

    private static IEnumerable<string> Places(JsonNode problem) => problem["errors"]!.AsObject().Select(error => error.Key);

    private static decimal Number(JsonNode node, string member) => node[member]!.GetValue<decimal>();

    private static HttpRequestMessage Table(string place, string lines) => new(HttpMethod.Post, place) { Content = Wire.Text(Header + lines, "text/csv") };

    private async Task<HttpResponseMessage> Load(string lines)
    {
        using var request = Table($"{Loads}?mapping=fcs-statistics&source=tiles.csv", lines);
        return await program.As(Officials.Operator).SendAsync(request);
    }

    private Task<JsonNode> Approve(string id, string validTo) =>
        program.As(ARegister.Head).Post($"/api/v1/entries/{id}/steps/approval", $$"""{ "values": { "validTo": "{{validTo}}" } }""").Body(HttpStatusCode.OK);

    private Task<int> Look() => program.Services.GetRequiredService<IGrainFactory>().PriceWatch().Look();

    private async Task<JsonArray> Situations() => (await program.As(ARegister.Head).GetAsync($"{ARegister.Registers}/risk-situation/entries").Body(HttpStatusCode.OK))["items"]!.AsArray();
}
