using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>A register that is loaded into a program that runs, as the page teaches it.</summary>
public sealed class KindTests : IAsyncLifetime
{
    private readonly TheProgram program = new();

    [Fact]
    public async Task The_register_of_the_page_works_without_a_restart()
    {
        await program.As(ARegister.Registrar).GetAsync($"{ARegister.Registers}/expertise").Body(HttpStatusCode.NotFound);
        await program.Load(OfThePage());
        var registrar = program.As(ARegister.Registrar);

        var entry = await registrar.Post($"{ARegister.Registers}/expertise/entries", """
            { "values": { "trader": "7701234567", "commodityCode": "6907210001", "samplesTakenOn": "2026-11-20", "samples": "2", "urgent": "false", "question": "Какой это материал?" } }
            """).Body(HttpStatusCode.Created);
        Assert.Equal("ЭК-10216000-00001/2026", entry.Text("number"));
        var path = ARegister.PathOf(entry);
        var accepted = await program.As(ARegister.Head).Post(
            $"{path}/steps/acceptance", $$"""{ "values": { "laboratory": "central" }, "responsible": { "subject": "{{ARegister.CaseOfficer.Subject}}", "name": "И. Орлова" } }""").Body(HttpStatusCode.OK);
        Assert.Equal(["acceptance", "examination"], accepted["terms"]!.AsArray().Select(term => term!.Text("code")));
        await program.As(ARegister.CaseOfficer).Post($"{path}/steps/request", """{ "reason": "Нет образца" }""").Body(HttpStatusCode.OK);
        await registrar.Post($"{path}/steps/material", null).Body(HttpStatusCode.OK);
        var done = await program.As(ARegister.CaseOfficer).Post(
            $"{path}/steps/conclusion", """{ "values": { "conclusion": "Керамика", "price": "1250.50" }, "paper": { "number": "7", "date": "2026-11-21" } }""").Body(HttpStatusCode.OK);
        Assert.Equal("done", done.Text("state"));
        Assert.Equal(
            ["started", "suspended", "resumed", "met"],
            done["terms"]!.AsArray().Single(term => term!.Text("code") == "examination")!["ledger"]!.AsArray().Select(step => step!.Text("event")));
        Assert.Contains((await registrar.GetAsync(ARegister.Registers).Body(HttpStatusCode.OK))["items"]!.AsArray(), item => item!.Text("code") == "expertise" && item!["registers"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_entry_lives_by_the_edition_under_which_it_was_registered()
    {
        await program.Load(OfThePage());
        var old = await program.As(ARegister.Registrar).Post($"{ARegister.Registers}/expertise/entries", """
            { "values": { "trader": "7701234567", "commodityCode": "6907210001", "samplesTakenOn": "2026-11-20", "samples": "2", "urgent": "false", "question": "?" } }
            """).Body(HttpStatusCode.Created);
        var next = OfThePage();
        next["from"] = "2026-11-01";
        next["fields"]!.AsArray().Add(JsonNode.Parse("""{ "name": "colour", "title": { "ru": "Цвет", "en": "Colour" }, "type": "text", "required": true }"""));
        await program.Load(next);

        Assert.Equal("2026-07-01", (await program.As(ARegister.Head).GetAsync(ARegister.PathOf(old)).Body(HttpStatusCode.OK)).Text("edition"));
        await program.As(ARegister.Registrar).Post($"{ARegister.Registers}/expertise/entries", """
            { "values": { "trader": "7701234567", "commodityCode": "6907210001", "samplesTakenOn": "2026-11-20", "samples": "2", "urgent": "false", "question": "?" } }
            """).Body(HttpStatusCode.BadRequest);

        var less = OfThePage();
        less["from"] = "2026-11-02";
        var refused = await program.As(Officials.Operator).SendAsync(Wire.Request(HttpMethod.Put, $"{ARegister.Registers}/expertise?dryRun=true", Wire.Json(less))).Body(HttpStatusCode.BadRequest);
        Assert.Contains("'colour' is taken away", refused["errors"]!["/fields"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_names_every_fault_needs_a_look_before_and_a_shipped_closed_circle_stays()
    {
        var client = program.As(Officials.Operator);
        var faulty = OfThePage();
        faulty["transitions"]![0]!["to"] = "nowhere";
        faulty["fields"]![0]!["type"] = "colour";

        var refused = await client.SendAsync(Wire.Request(HttpMethod.Put, $"{ARegister.Registers}/expertise?dryRun=true", Wire.Json(faulty))).Body(HttpStatusCode.BadRequest);
        Assert.Equal(["/fields/0/type", "/transitions/0/to"], refused["errors"]!.AsObject().Select(fault => fault.Key).Where(key => key is "/fields/0/type" or "/transitions/0/to"));
        await client.SendAsync(Wire.Request(HttpMethod.Put, $"{ARegister.Registers}/expertise", Wire.Json(OfThePage()))).Body(HttpStatusCode.PreconditionRequired);
        await client.SendAsync(Wire.Request(HttpMethod.Put, $"{ARegister.Registers}/other?dryRun=true", Wire.Json(OfThePage()))).Body(HttpStatusCode.BadRequest);
        await program.As(ARegister.Registrar).SendAsync(Wire.Request(HttpMethod.Put, $"{ARegister.Registers}/expertise?dryRun=true", Wire.Json(OfThePage()))).Body(HttpStatusCode.Forbidden);

        var closed = (await client.GetAsync($"{ARegister.Registers}/corruption-notice").Body(HttpStatusCode.OK))["file"]!.DeepClone();
        closed["from"] = "2026-11-01";
        var stays = await client.SendAsync(Wire.Request(HttpMethod.Put, $"{ARegister.Registers}/corruption-notice?dryRun=true", Wire.Json(closed))).Body(HttpStatusCode.BadRequest);
        Assert.NotNull(stays["errors"]!["/readers"]);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    /// <summary>The whole file, as it stands on the page.</summary>
    private static JsonNode OfThePage()
    {
        var page = File.ReadAllText(ApprovedFile.InRepository("docs/registers.md"));
        var from = page.IndexOf("```json", page.IndexOf("## The whole file", StringComparison.Ordinal), StringComparison.Ordinal) + "```json".Length;
        return JsonNode.Parse(page[from..page.IndexOf("```", from, StringComparison.Ordinal)])!;
    }
}
