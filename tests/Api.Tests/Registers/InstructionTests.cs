using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>An instruction of the North-West directorate, over its customs offices and a person: from its signing until all of it is off control.</summary>
public sealed class InstructionTests : IAsyncLifetime
{
    private static readonly Actor giver = ARegister.Official("giver-registrar", Role.Registrar, Ceramics.NorthWest);
    private static readonly Actor leader = ARegister.Official("giver-head", Role.AuthorityHead, Ceramics.NorthWest);
    private static readonly Actor coordinator = ARegister.Official("giver-officer", Role.CaseOfficer, Ceramics.NorthWest);

    private const string Executors = """
        "executors": [{ "authority": "10216000" }, { "authority": "10216000", "responsible": { "subject": "case-officer-1", "name": "Official case-officer-1" }, "dueOn": "2026-12-15" }]
        """;

    private readonly TheProgram program = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task It_goes_to_many_and_off_control_when_all_have_reported()
    {
        var path = await Signed("urgent");
        var communication = $$"""{ "responsible": { "subject": "giver-officer", "name": "Official giver-officer" }, {{Executors}} }""";

        var tried = await program.As(giver).Post($"{path}/steps/communication?dryRun=true", communication).Body(HttpStatusCode.OK);
        Assert.Null(tried["executions"]);
        var entry = await program.As(giver).Post($"{path}/steps/communication", communication, "Idempotency-Key: c1").Body(HttpStatusCode.OK);
        var again = await program.As(giver).Post($"{path}/steps/communication", communication, "Idempotency-Key: c1").Body(HttpStatusCode.OK);
        Assert.Equal(entry["executions"]!.ToJsonString(), again["executions"]!.ToJsonString());
        Assert.Equal(
            [("10216000-1/2026", "received", "2026-11-24T00:00:00+03:00"), ("10216000-2/2026", "received", "2026-12-16T00:00:00+03:00")],
            entry["executions"]!.AsArray().Select(each => (each!.Text("number"), each!.Text("state"), each!.Text("dueAt"))));

        var (first, second) = (ARegister.PathOf(entry["executions"]![0]!), ARegister.PathOf(entry["executions"]![1]!));
        var execution = await program.As(ARegister.Head).GetAsync(first).Body(HttpStatusCode.OK);
        Assert.Equal(("10200000-1/2026", "10200000"), (execution["origin"]!.Text("number"), execution["origin"]!.Text("authority")));
        Assert.Null(execution["origin"]!["id"]); // it does not read what stands above it
        Assert.Equal(
            ["№ 10200000-1/2026 от 21.11.2026", "urgent", "Проверить плитку"],
            execution["fields"]!.AsArray().Select(field => field!.Text("value")));

        // Only the giver changes the term: of one, or of all.
        const string extension = """{ "amount": 1, "unit": "months", "reason": "Большой объём" }""";
        await program.As(ARegister.Head).Post($"{first}/terms/execution/extension", extension).Body(HttpStatusCode.Forbidden);
        await program.As(ARegister.Official("above", Role.AuthorityHead, AuthorityCode.Fcs)).Post($"{first}/terms/execution/extension", extension).Body(HttpStatusCode.Forbidden);
        await program.As(leader).Post($"{first}/terms/execution/extension", extension).Body(HttpStatusCode.OK);
        const string ofAll = """{ "amount": 1, "unit": "months", "reason": "Всем", "ofExecutors": true }""";
        await program.As(giver).Post($"{path}/terms/execution/extension", ofAll).Body(HttpStatusCode.Forbidden);
        entry = await program.As(leader).Post($"{path}/terms/execution/extension", ofAll, "Idempotency-Key: e1").Body(HttpStatusCode.OK);
        await program.As(leader).Post($"{path}/terms/execution/extension", ofAll, "Idempotency-Key: e1").Body(HttpStatusCode.OK);
        Assert.Equal(["2027-01-23T00:00:00+03:00", "2027-01-16T00:00:00+03:00"], entry["executions"]!.AsArray().Select(each => each!.Text("dueAt")));
        var journal = (await program.As(leader).GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(("Term extended for executors: 2, by 1 month", "Всем"), (journal[^1]!.Text("what"), journal[^1]!.Text("reason")));

        // One accepts by its head, who names somebody; the person accepts in person.
        await program.As(ARegister.Head).Post($"{first}/steps/acceptance", ARegister.Responsible).Body(HttpStatusCode.OK);
        await program.As(ARegister.CaseOfficer).Post($"{second}/steps/own-acceptance", "{}").Body(HttpStatusCode.OK);
        const string report = """{ "values": { "report": "Исполнено" }, "paper": { "number": "5", "date": "2026-11-21" } }""";
        await program.As(ARegister.CaseOfficer).Post($"{first}/steps/report", report).Body(HttpStatusCode.OK);

        const string result = """{ "values": { "result": "Все доложили" }, "paper": { "number": "6", "date": "2026-11-21" } }""";
        var outstanding = await program.As(coordinator).Post($"{path}/steps/report", result).Body(HttpStatusCode.Conflict);
        Assert.Contains("10216000-2/2026", outstanding.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("report", (await program.As(coordinator).GetAsync(path).Body(HttpStatusCode.OK))["steps"]!.AsArray().Select(step => step!.Text("route")));
        Assert.DoesNotContain("report", await Awaited());
        await program.As(ARegister.Head).Post($"{second}/steps/withdrawal", """{ "reason": "Не нужно" }""").Body(HttpStatusCode.Forbidden);
        await program.As(leader).Post($"{second}/steps/withdrawal", "{}").Body(HttpStatusCode.BadRequest);
        await program.As(leader).Post($"{second}/steps/withdrawal", """{ "reason": "Исполнено другим" }""").Body(HttpStatusCode.OK);
        Assert.Contains("report", await Awaited());
        await program.As(coordinator).Post($"{path}/steps/report", result).Body(HttpStatusCode.OK);
        entry = await program.As(leader).Post($"{path}/steps/release", "{}").Body(HttpStatusCode.OK);
        Assert.Equal(["off-control", "withdrawn"], entry["executions"]!.AsArray().Select(each => each!.Text("state")));
        Assert.True(entry["ended"]!.GetValue<bool>());

        var printed = WebUtility.HtmlDecode(await program.As(leader).GetStringAsync($"{path}/print?language=ru"));
        foreach (var text in (string[])["Исполнители", "№ 10216000-1/2026", "Снято без исполнения", "Official case-officer-1"])
            Assert.Contains(text, printed, StringComparison.Ordinal);
        Assert.Contains("№ 10200000-1/2026", WebUtility.HtmlDecode(await program.As(ARegister.Head).GetStringAsync($"{first}/print?language=ru")), StringComparison.Ordinal);
        Assert.Empty((await StoreReport.Of(program.Services.GetRequiredService<IReadDatabase>(), new EntryWaysContract.NoProgress(), default)).Errors);
    }

    [Fact]
    public async Task Others_are_added_and_every_fault_of_executors_is_named()
    {
        var path = await Signed("usual");
        await program.As(giver).Post($"{path}/steps/addition", $$"""{ {{Executors}} }""").Body(HttpStatusCode.Conflict);
        var faulty = await program.As(giver).Post(
            $"{path}/steps/communication",
            """{ "responsible": { "subject": "x", "name": "X" }, "executors": [{ "authority": "10702000" }, { "authority": "10216000", "dueOn": "2026-11-01" }, { "authority": "1" }] }""").Body(HttpStatusCode.BadRequest);
        Assert.Contains("/executors/2/authority", faulty.ToJsonString(), StringComparison.Ordinal);
        faulty = await program.As(giver).Post(
            $"{path}/steps/communication",
            """{ "responsible": { "subject": "x", "name": "X" }, "executors": [{ "authority": "10702000" }, { "authority": "10216000", "dueOn": "2026-11-01" }] }""").Body(HttpStatusCode.BadRequest);
        Assert.Equal(["/executors/0/authority", "/executors/1/dueOn"], faulty["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));

        await program.As(giver).Post($"{path}/steps/communication", $$"""{ "responsible": { "subject": "x", "name": "X" }, {{Executors}} }""").Body(HttpStatusCode.OK);
        var entry = await program.As(giver).Post($"{path}/steps/addition", """{ "executors": [{ "authority": "10200000" }] }""").Body(HttpStatusCode.OK);
        Assert.Equal(["10200000-1/2026", "10216000-1/2026", "10216000-2/2026"], entry["executions"]!.AsArray().Select(each => each!.Text("number")));
    }

    /// <summary>What the list of tasks of the instruction's responsible offers.</summary>
    private async Task<string[]> Awaited() =>
        [.. (await program.As(coordinator).GetAsync("/api/v1/tasks").Body(HttpStatusCode.OK))["items"]!.AsArray().Single()!["awaited"]!.AsArray().Select(route => route!.GetValue<string>())];

    private async Task<string> Signed(string urgency) => ARegister.PathOf(await program.As(giver).Post(
        $"{ARegister.Registers}/instruction/entries",
        $$"""{ "values": { "giver": "Начальник управления", "urgency": "{{urgency}}", "text": "Проверить плитку" }, "signedOn": "2026-11-20" }""").Body(HttpStatusCode.Created));
}
