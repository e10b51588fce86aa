using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

[Collection(OneProgram.Name)]
public sealed class ConsiderationTests(TheProgram program)
{
    [Fact]
    public async Task Shows_who_has_the_draft_and_what_has_come_of_it()
    {
        var draft = await ADraft.WithOpinion(program);

        var read = await draft.Read(Ceramics.FcsCoordinator);

        Assert.Equal(Ceramics.Executor.Subject, read["executor"]!.Text("subject"));
        Assert.Equal(Ceramics.FcsUnit, read.Text("responsibleUnit"));
        Assert.Equal("A profile is needed", read["consideration"]!["opinion"]!.Text("conclusion"));
        Assert.Equal(Ceramics.NorthWest.Value, read["deadline"]!.Text("responsible"));
        Assert.Equal("Opinion", read["deadline"]!.Text("kind"));
    }

    [Fact]
    public async Task Is_listed_for_its_executor()
    {
        var draft = await ADraft.Assigned(program);

        var list = await program.As(Ceramics.Executor).GetAsync($"{Wire.Drafts}?executor={Ceramics.Executor.Subject}&limit=200").Body(HttpStatusCode.OK);

        var item = Assert.Single(list["items"]!.AsArray(), item => draft.Path.EndsWith(item!.Text("id"), StringComparison.Ordinal))!;
        Assert.Equal(Ceramics.FcsUnit, item.Text("responsibleUnit"));
        Assert.Equal("R. Zimin", item["executor"]!.Text("name"));
    }

    [Fact]
    public async Task Tells_the_executor_alone_what_can_be_resolved()
    {
        var draft = await ADraft.Assigned(program);
        Assert.Equal(6, (await draft.Read(Ceramics.Executor))["resolutions"]!.AsArray().Count);
        Assert.Empty((await draft.Read(Ceramics.OtherExecutor))["resolutions"]!.AsArray());

        await draft.Then(Ceramics.RmsHead, "meeting", Examples.Of<ConveneMeeting>().ToJsonString());
        await draft.Then(Ceramics.FcsCoordinator, "minutes", """{ "number": "1", "date": "2026-11-21", "text": "Covered.", "developProfile": false }""");

        Assert.Equal("Inexpedient", Assert.Single((await draft.Read(Ceramics.Executor))["resolutions"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task Brings_a_finalised_draft_back_under_its_number_as_version_2_and_keeps_version_1()
    {
        var draft = await ADraft.SentBack(program);
        var edit = Examples.Edit();
        edit["content"]!["title"] = "Understated customs value of porcelain tiles";
        edit["otherUnits"] = new System.Text.Json.Nodes.JsonArray();
        await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}").Body(HttpStatusCode.OK);
        foreach (var (actor, route, body) in ((Grains.Kernel.Actor, string, string?)[])
        [
            (Ceramics.UnitHead, "signature", null),
            (Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }"""),
            (Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }"""),
            (Ceramics.Coordinator, "resubmission", Examples.Of<Resubmit>().ToJsonString()),
        ])
            await draft.ThenUnseen(actor, route, body);

        var read = await draft.Read(Ceramics.Coordinator);
        var client = program.As(Ceramics.Coordinator);
        var first = await client.GetAsync($"{draft.Path}/versions/1").Body(HttpStatusCode.OK);
        var second = await client.GetAsync($"{draft.Path}/versions/2").Body(HttpStatusCode.OK);

        Assert.Equal(2, read["version"]!.GetValue<int>());
        Assert.Equal("UnderConsideration", read.Text("status"));
        Assert.Equal(first.Text("number"), second.Text("number"));
        Assert.Equal(Examples.Edit()["content"]!.Text("title"), first["content"]!.Text("title"));
        Assert.Equal("Understated customs value of porcelain tiles", second["content"]!.Text("title"));
        Assert.Equal(2, first["remarks"]!.AsArray().Count);
        Assert.Equal([1, 2], second["answers"]!.AsArray().Select(answer => answer!["remark"]!.GetValue<int>()));
        Assert.Equal(3, first["visas"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{draft.Path}/versions/3")).StatusCode);

        var changes = await client.GetAsync($"{draft.Path}/versions/2/changes").Body(HttpStatusCode.OK);
        Assert.Equal(["/otherUnits/0", "/content/title"], changes["changes"]!.AsArray().Select(change => change!.Text("pointer")));
        Assert.Equal("Name the carriers that are concerned.", changes["remarks"]![1]!.Text("text"));
        Assert.Equal("They are named in the risk area.", changes["remarks"]![1]!.Text("answer"));
        Assert.Empty((await client.GetAsync($"{draft.Path}/versions/2/changes?from=2").Body(HttpStatusCode.OK))["changes"]!.AsArray());
        Assert.Empty((await client.GetAsync($"{draft.Path}/versions/1/changes").Body(HttpStatusCode.OK))["changes"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{draft.Path}/versions/2/changes?from=3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{draft.Path}/versions/3/changes")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).GetAsync($"{draft.Path}/versions/2/changes")).StatusCode);
    }

    [Fact]
    public async Task Tells_many_changes_page_by_page()
    {
        var draft = await ADraft.SentBack(program);
        var edit = Examples.Edit();
        edit["otherUnits"] = new System.Text.Json.Nodes.JsonArray();
        edit["content"]!["riskArea"]!["indicators"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(
            $$"""{ "group": "Trader", "field": "traderTaxId", "operator": "oneOf", "values": ["7700000000"] }"""));
        edit["note"]!["sources"] = new System.Text.Json.Nodes.JsonArray([.. Enumerable.Range(0, 700).Select(i => System.Text.Json.Nodes.JsonValue.Create($"Source {i}"))]);
        await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}").Body(HttpStatusCode.OK);
        foreach (var (actor, route, body) in ((Grains.Kernel.Actor, string, string?)[])
        [
            (Ceramics.UnitHead, "signature", null),
            (Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }"""),
            (Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }"""),
            (Ceramics.Coordinator, "resubmission", Examples.Of<Resubmit>().ToJsonString()),
        ])
            await draft.ThenUnseen(actor, route, body);
        var client = program.As(Ceramics.Coordinator);

        var first = await client.GetAsync($"{draft.Path}/versions/2/changes").Body(HttpStatusCode.OK);
        var second = await client.GetAsync($"{draft.Path}/versions/2/changes?cursor={first.Text("next")}").Body(HttpStatusCode.OK);

        Assert.Equal(500, first["changes"]!.AsArray().Count);
        Assert.Equal(2, first["remarks"]!.AsArray().Count);
        Assert.Empty(second["remarks"]!.AsArray());
        Assert.Null(second["next"]);
        string[] pointers = [.. first["changes"]!.AsArray().Concat(second["changes"]!.AsArray()).Select(change => $"{change!["kind"]} {change.Text("pointer")}")];
        Assert.Distinct(pointers);
        Assert.Equal(700, pointers.Count(pointer => pointer.StartsWith("Added /note/sources/", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{draft.Path}/versions/2/changes?from=2&cursor={first.Text("next")}")).StatusCode);
    }

    [Fact]
    public async Task Tells_the_acting_head_in_the_journal()
    {
        var draft = await ADraft.Assigned(program);
        await draft.Then(Ceramics.RmsHead, "meeting", """{ "units": ["Analysis", "Tariff control"], "acting": true }""");

        var journal = await program.As(Ceramics.FcsCoordinator).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK);

        Assert.True(journal["lines"]!.AsArray()[^1]!["actor"]!["acting"]!.GetValue<bool>());
        Assert.Equal("rms-head", journal["lines"]!.AsArray()[^1]!["actor"]!.Text("role"));
    }
}
