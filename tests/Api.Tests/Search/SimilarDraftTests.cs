using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Search;

/// <summary>Whether something like it has been considered before; the index of each database.</summary>
public abstract class SimilarDraftContract : IAsyncLifetime
{
    private const string Similar = $"{Wire.Drafts}/similar";

    private const string Tiles =
        """
        {
          "title": "Занижение стоимости керамической плитки",
          "indicators": [
            { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["690721"] },
            { "group": "GoodsPayments", "field": "pricePerKg", "operator": "lessThan", "values": ["0.9"] }
          ]
        }
        """;

    private TheProgram program = null!;

    private protected abstract Task<TheProgram> Open();

    public async Task InitializeAsync() => program = await Open();

    public async Task DisposeAsync() => await program.DisposeAsync();

    [PostgresFact]
    public async Task The_likest_that_the_caller_may_read_come_first_with_what_they_share_and_why_they_were_refused()
    {
        var refused = await Submit(Ceramics.Baltic, "Занижение стоимости плитки керамической, облицовочной", "690721", "pricePerKg");
        await refused.Then(Ceramics.FcsCoordinator, "executor", $$"""{ "subject": "{{Ceramics.Executor.Subject}}", "name": "R. Zimin", "unit": "Tariff control" }""");
        await refused.Then(Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "reasons": "The price level is that of the region." }""");
        var ofTheHeading = await Submit(Ceramics.Baltic, "Недостоверное описание", "690790", "pricePerKg");
        await Submit(Ceramics.Baltic, "Wooden toys without marks", "950300", "netWeightKg");
        var elsewhere = await Submit(Ceramics.Vladivostok, "Плитка керамическая", "690721", "pricePerKg");
        var unregistered = await Prepared("Занижение стоимости керамической плитки", "690721");
        await UntilIndexed(Ceramics.Author, unregistered);
        await UntilIndexed(Officials.OfTheFcs, elsewhere);
        var reads = await program.CountReads();

        var found = await Find(Officials.OfTheFcs, Tiles);
        Assert.Equal([Id(refused), Id(elsewhere), Id(ofTheHeading)], found.Select(item => item.Text("id")));
        Assert.Equal(
            ("Inexpedient", "The price level is that of the region.", "Baltic Customs"), (found[0].Text("status"), found[0].Text("reason"), found[0].Text("authorityName")));
        Assert.Equal(["commodityCode=690721", "commodityCode=6907", "pricePerKg="], found[0]["shared"]!.AsArray().Select(Shared));
        Assert.Equal(["commodityCode=6907", "pricePerKg="], found[2]["shared"]!.AsArray().Select(Shared));
        Assert.Null(found[1]["reason"]);
        var scores = found.Select(item => item["score"]!.GetValue<double>()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, score => Assert.InRange(score, 0.15, 1.0));
        Assert.Equal(1, await program.CountReads() - reads); // the reason, and nothing else

        Assert.Equal([Id(elsewhere)], (await Find(Officials.OfVladivostok, Tiles)).Select(item => item.Text("id")));
        Assert.Contains(Id(unregistered), (await Find(Ceramics.Author, Tiles)).Select(item => item.Text("id")));
        Assert.Empty(await Find(Ceramics.Coordinator with { Roles = [Role.System] }, Tiles));
        Assert.Empty(await Find(Officials.OfTheFcs, """{ "title": "unheard" }"""));
        Assert.Empty(await Find(Officials.OfTheFcs, "{}"));

        var ofADraft = await Find(Officials.OfTheFcs, $$"""{ "draft": "{{Id(elsewhere)}}" }""");
        Assert.Equal(Id(refused), ofADraft[0].Text("id"));
        Assert.DoesNotContain(Id(elsewhere), ofADraft.Select(item => item.Text("id")));
    }

    [PostgresFact]
    public async Task An_edit_takes_away_what_is_no_longer_said()
    {
        var draft = await Prepared("Glassware", "701337");
        await UntilIndexed(Ceramics.Author, draft);
        Assert.Equal([Id(draft)], (await Find(Ceramics.Author, Of("701337"))).Select(item => item.Text("id")));

        var edit = Examples.Edit();
        edit["content"]!["title"] = "Porcelain";
        edit["content"]!["riskArea"]!["indicators"] = Indicators("691110", "netWeightKg");
        Assert.Equal(HttpStatusCode.OK, (await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}")).StatusCode);
        await Patience.Until("the new content to be found", () => Find(Ceramics.Author, Of("691110")), found => found.Length == 1);

        Assert.Empty(await Find(Ceramics.Author, Of("701337")));

        static string Of(string code) =>
            $$"""{ "indicators": [{ "group": "Goods", "field": "commodityCode", "operator": "equals", "values": ["{{code}}"] }] }""";
    }

    [PostgresFact]
    public async Task What_cannot_be_asked_about_is_refused_and_a_draft_that_is_hidden_is_none()
    {
        var draft = await Prepared("Glassware", "701337");
        foreach (var (body, pointer) in ((string, string)[])[
            ("""{ "name": "x" }""", "/name"), ($$"""{ "draft": "{{Id(draft)}}", "title": "x" }""", "/draft"), ($$"""{ "title": "{{new string('x', 20_001)}}" }""", "/title"),
            ("""{ "indicators": [{ "field": "commodityCode" }] }""", "/indicators/0/group")])
        {
            var problem = await program.As(Ceramics.Author).Post(Similar, body).Body(HttpStatusCode.BadRequest);
            Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsObject()).Key);
        }
        await program.As(Officials.OfVladivostok).Post(Similar, $$"""{ "draft": "{{Id(draft)}}" }""").Body(HttpStatusCode.NotFound);
        await program.As(Ceramics.Coordinator with { Roles = [Role.System] }).Post(Similar, $$"""{ "draft": "{{Id(draft)}}" }""").Body(HttpStatusCode.Forbidden);
    }

    private async Task<JsonNode[]> Find(Actor actor, string body) =>
        [.. (await program.As(actor).Post(Similar, body).Body(HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!)];

    private async Task UntilIndexed(Actor actor, ADraft draft)
    {
        var title = (await draft.Read(actor))["content"]!.Text("title");
        await Patience.Until(
            $"{title} to be found", async () => (await program.As(actor).GetAsync($"{Wire.Drafts}?text={Uri.EscapeDataString(title)}&limit=200").Body(HttpStatusCode.OK))["items"]!.AsArray(),
            items => items.Any(item => item!.Text("id") == Id(draft)));
    }

    private async Task<ADraft> Submit(AuthorityCode authority, string title, string code, string other)
    {
        var submission = Examples.Submission();
        submission["authority"] = authority.Value;
        submission["content"]!["title"] = title;
        submission["content"]!["riskArea"]!["indicators"] = Indicators(code, other);
        var answer = await program.As(Ceramics.CoordinatorOf(authority)).Submit(submission);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        program.Clock.Turn(TimeSpan.FromMinutes(1));
        return new ADraft(program, answer.Headers.Location!.OriginalString, answer.Tag());
    }

    private async Task<ADraft> Prepared(string title, string code)
    {
        var prepare = Examples.Prepare();
        prepare["content"]!["title"] = title;
        prepare["content"]!["riskArea"]!["indicators"] = Indicators(code, "pricePerKg");
        var answer = await program.As(Ceramics.Author).Post(Wire.Drafts, prepare.ToJsonString());
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return new ADraft(program, answer.Headers.Location!.OriginalString, answer.Tag());
    }

    private static JsonNode Indicators(string code, string other) => JsonNode.Parse(
        $$"""
        [
          { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["{{code}}"] },
          { "group": "{{(other == "pricePerKg" ? "GoodsPayments" : "Goods")}}", "field": "{{other}}", "operator": "lessThan", "values": ["0.45"] },
          { "group": "Trader", "field": "traderTaxId", "operator": "oneOf", "values": ["7801234567"], "exclusion": true },
          { "group": "Consignment", "text": "Packing list shows signs of alteration" }
        ]
        """)!;

    private static string Shared(JsonNode? shared) => $"{shared!["field"]}={shared["value"]}";

    private static string Id(ADraft draft) => draft.Path.Split('/')[^1];
}

public sealed class SqliteSimilarDraftTests : SimilarDraftContract
{
    private protected override Task<TheProgram> Open() => Task.FromResult(new TheProgram());
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresSimilarDraftTests(PostgresCluster cluster) : SimilarDraftContract
{
    private protected override async Task<TheProgram> Open()
    {
        var database = await cluster.CreateDatabase();
        return new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
    }
}
