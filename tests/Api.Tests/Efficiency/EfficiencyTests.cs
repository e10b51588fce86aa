using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Efficiency;

/// <summary>What profiles are worth, over HTTP: from checks and what officials entered to rates, flags and tasks.</summary>
public sealed class EfficiencyTests : IDisposable
{
    private const string Api = "/api/v1";
    private const string Applied = """{ "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00" } }""";
    private const string Found = """{ "hit": 1, "measure": 1, "result": { "code": "21", "isFinding": true, "payments": "120000.50", "caseNumber": "7/2026" } }""";

    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task A_profile_has_the_figures_of_its_hits()
    {
        var profile = await AControl.InForce(program, AControl.Automatic);
        for (var serial = 1; serial <= 4; serial++)
            await program.Check(serial);
        await program.Check(5, hits: false);
        await program.Do(1, "entries", Applied).Body(HttpStatusCode.OK);
        await program.Do(1, "results", Found).Body(HttpStatusCode.OK);
        await program.Do(2, "entries", Applied).Body(HttpStatusCode.OK);
        await program.Do(3, "entries", """{ "hit": 1, "measure": 1, "entry": { "kind": "0", "foundation": "04", "reasonCode": "1", "text": "Gone." } }""").Body(HttpStatusCode.OK);

        var answer = await Of(Ceramics.Coordinator, profile);

        var total = answer["total"]!;
        Assert.Equal((4, 4, 5, 0.8), (Number(total, "hits"), Number(total, "consignments"), Number(total, "checked"), total["shareOfFlow"]!.GetValue<double>()));
        Assert.Equal((4, 2, 1, 2, 1), (Number(total["measures"]!, "due"), Number(total["measures"]!, "applied"), Number(total["measures"]!, "objective"), Number(total, "controlled"), Number(total, "withResult")));
        Assert.Equal((0.5, 120000.5m, 30000.12m, 1, 0), (total["hitRate"]!["value"]!.GetValue<double>(), total["payments"]!.GetValue<decimal>(), total["paymentsOfConsignment"]!.GetValue<decimal>(), Number(total, "foundByNoOther"), Number(total, "daysSinceLastFind")));
        Assert.Equal("2026-11", Assert.Single(answer["months"]!.AsArray())!.Text("month"));
        Assert.Equal("10216000", Assert.Single(answer["authorities"]!.AsArray())!.Text("authority"));
        var version = Assert.Single(answer["versions"]!.AsArray())!;
        Assert.Equal((120, 0.3, 4), (Number(version, "expectedConsignments"), version["expectedSoFar"]!.GetValue<double>(), Number(version["figures"]!, "consignments"))); // the first of 375 days
        Assert.Equal("2027-05-21", answer.Text("reviewOn"));

        var list = await program.As(Ceramics.Coordinator).GetAsync($"{Api}/efficiency").Body(HttpStatusCode.OK);
        Assert.Equal((profile, 4), (list["items"]![0]!.Text("number"), Number(list["items"]![0]!["figures"]!, "hits")));
        Assert.Equal(("2025-12", "2026-11"), (list.Text("from"), list.Text("to")));
    }

    [Fact]
    public async Task What_was_ordered_without_a_profile_and_the_control_sample_stand_apart()
    {
        await AControl.InForce(program, AControl.Automatic);
        await program.Check(1, hits: false);
        await program.Do(1, "measures", """{ "ground": "Official", "item": 0, "measure": "104", "characteristics": "All packages.", "reason": "The seals differ." }""").Body(HttpStatusCode.OK);
        await program.Do(1, "entries", Applied).Body(HttpStatusCode.OK);
        await program.Do(1, "results", Found).Body(HttpStatusCode.OK);

        var list = await program.As(Ceramics.Coordinator).GetAsync($"{Api}/efficiency").Body(HttpStatusCode.OK);

        Assert.Equal((1, 1, 1, 0), (Number(list["withoutProfile"]!, "hits"), Number(list["withoutProfile"]!, "withResult"), Number(list["withoutProfile"]!, "foundByNoOther"), Number(list["items"]![0]!["figures"]!, "hits")));
        Assert.Equal(0, Number(list["sample"]!, "controlled"));
        Assert.Null(list["sample"]!["rate"]);
    }

    [Fact]
    public async Task An_authority_sees_what_happens_at_its_own_posts_and_below()
    {
        var profile = await AControl.InForce(program, AControl.Automatic with { Territory = Grains.Reference.Classifiers.Territory.AllRussian });
        await program.Check(1);
        var other = Ceramics.Coordinator with { Authority = new("10702000") };

        Assert.Equal(1, Number((await Of(Ceramics.Coordinator, profile))["total"]!, "hits"));
        Assert.Equal(1, Number((await Of(Ceramics.FcsCoordinator, profile))["total"]!, "hits"));
        var theirs = await Of(other, profile);
        Assert.Equal((0, 0, 0), (Number(theirs["total"]!, "hits"), Number(theirs["total"]!, "checked"), theirs["authorities"]!.AsArray().Count));
        Assert.Equal(0, Number((await Of(other, profile, "?authority=10216000"))["total"]!, "hits"));
        Assert.Equal(0, Number((await Of(Ceramics.FcsCoordinator, profile, "?authority=10702000"))["total"]!, "hits"));
        Assert.Equal(0, Number((await Of(Ceramics.FcsCoordinator, profile, "?from=2026-12"))["total"]!, "hits"));
        await program.As(Ceramics.Coordinator).GetAsync($"{Api}/profiles/{profile.Replace('/', '-')}/efficiency?from=2026").Body(HttpStatusCode.BadRequest);
        await program.As(Ceramics.Coordinator).GetAsync($"{Api}/efficiency?flag=Tired").Body(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_review_that_has_come_is_a_task_until_the_profile_is_updated()
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2026-11-22"));
        var number = path.Split('/')[^1].Replace('-', '/');
        await program.LookAtDays();
        Assert.Equal(1, await program.LookAtEfficiency());

        var task = Assert.Single((await Tasks(Ceramics.FcsCoordinator))["items"]!.AsArray())!;
        Assert.Equal((number, "Review", "2026-11-21", "update cancellation flags/Review/look"), (task.Text("profile"), task["raised"]!.Text("flag"), task["raised"]!.Text("since"), string.Join(' ', task["awaited"]!.AsArray().Select(each => each!.GetValue<string>()))));
        Assert.Equal(number, Assert.Single((await Tasks(Ceramics.Author))["items"]!.AsArray())!.Text("profile"));
        Assert.Empty((await Tasks(Ceramics.OtherUnitHead))["items"]!.AsArray());
        Assert.Equal(number, (await program.As(Ceramics.Coordinator).GetAsync($"{Api}/efficiency?flag=Review").Body(HttpStatusCode.OK))["items"]![0]!.Text("number"));
        Assert.Empty((await program.As(Ceramics.Coordinator).GetAsync($"{Api}/efficiency?flag=Blind").Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal("Review", (await Of(Ceramics.Coordinator, number))["flags"]![0]!.Text("flag"));

        await program.As(Ceramics.FcsCoordinator).Post($"{path}/update", AProfile.Update(validFrom: "2026-11-21", validTo: "2027-11-20")).Body(HttpStatusCode.OK);

        Assert.Empty((await Tasks(Ceramics.FcsCoordinator))["items"]!.AsArray());
        Assert.Equal(0, await program.LookAtEfficiency());
    }

    [Fact]
    public async Task A_flag_that_was_looked_at_is_no_task_until_the_next_review()
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2027-11-20"));
        var number = path.Split('/')[^1].Replace('-', '/');
        await program.LookAtDays();
        program.Clock.Turn(TimeSpan.FromDays(181)); // half a year after the day of its number
        await program.LookAtEfficiency();
        Assert.Equal("Review", Assert.Single((await Tasks(Ceramics.FcsCoordinator))["items"]!.AsArray())!["raised"]!.Text("flag"));
        var look = $"{path}/flags/Review/look";
        const string reason = """{ "reason": "Prices are as they were." }""";

        await program.As(Ceramics.Author).Post(look, reason).Body(HttpStatusCode.Forbidden);
        await program.As(Ceramics.CoordinatorOf(Ceramics.Vladivostok)).Post(look, reason).Body(HttpStatusCode.NotFound);
        await program.As(Ceramics.FcsCoordinator).Post(look, """{ "reason": " " }""").Body(HttpStatusCode.BadRequest);
        await program.As(Ceramics.FcsCoordinator).Post($"{path}/flags/Tired/look", reason).Body(HttpStatusCode.NotFound);
        await program.As(Ceramics.FcsCoordinator).Post($"{path}/flags/Blind/look", reason).Body(HttpStatusCode.Conflict);
        var noted = await program.As(Ceramics.FcsCoordinator).Post(look, reason).Body(HttpStatusCode.OK);
        await program.As(Ceramics.FcsCoordinator).Post(look, reason).Body(HttpStatusCode.OK);
        await program.As(Ceramics.FcsCoordinator).Post(look, """{ "reason": "Or are they?" }""").Body(HttpStatusCode.Conflict);

        Assert.Equal(("Review", "2027-05-21", "Prices are as they were.", Ceramics.FcsCoordinator.Name), (noted.Text("flag"), noted.Text("since"), noted["look"]!.Text("reason"), noted["look"]!.Text("by")));
        Assert.Empty((await Tasks(Ceramics.FcsCoordinator))["items"]!.AsArray());
        Assert.Empty((await Tasks(Ceramics.Author))["items"]!.AsArray());
        var answer = await Of(Ceramics.Coordinator, number);
        Assert.Equal("Prices are as they were.", Assert.Single(answer["flags"]!.AsArray())!["look"]!.Text("reason"));
        Assert.Equal("2027-08-20", answer.Text("reviewOn")); // half of the 183 days that are left

        Assert.Equal(0, await program.LookAtEfficiency());
        Assert.Empty((await Of(Ceramics.Coordinator, number))["flags"]!.AsArray());
        program.Clock.Turn(TimeSpan.FromDays(91));
        await program.LookAtEfficiency();
        Assert.Equal("2027-08-20", Assert.Single((await Tasks(Ceramics.FcsCoordinator))["items"]!.AsArray())!["raised"]!.Text("since"));
    }

    [Fact]
    public async Task An_accepted_proposal_opens_the_command_until_a_decision_is_taken()
    {
        var path = await AProfile.Adopted(program);
        var number = path.Split('/')[^1].Replace('-', '/');
        var run = Guid.NewGuid();
        var proposal = await program.As(Ceramics.Coordinator).Post($"{ARegister.Registers}/profile-proposal/entries", $$"""
            { "values": { "subject": "profile", "wish": "cancel", "number": "{{number}}", "flag": "asleep", "figures": "No hit for 120 days.", "reasons": "The goods are gone." },
              "links": [{ "to": "profile", "id": "{{number}}" }, { "to": "trial-run", "id": "{{run}}" }] }
            """).Body(HttpStatusCode.Created);
        var entry = ARegister.PathOf(proposal);
        await program.As(Ceramics.FcsCoordinator).Post($"{entry}/steps/consideration", """{ "responsible": { "subject": "fcs-coordinator-1", "name": "I. Orlova" } }""").Body(HttpStatusCode.OK);
        Assert.Null((await program.As(Ceramics.FcsCoordinator).GetAsync(entry).Body(HttpStatusCode.OK))["opens"]);
        await program.As(Ceramics.RmsHead).Post($"{entry}/steps/acceptance", """{ "values": { "conclusion": "Agreed." }, "paper": { "number": "14-88/17", "date": "2026-11-21" } }""").Body(HttpStatusCode.OK);

        Assert.Null((await program.As(Ceramics.Coordinator).GetAsync(entry).Body(HttpStatusCode.OK))["opens"]);
        var opens = (await program.As(Ceramics.FcsCoordinator).GetAsync(entry).Body(HttpStatusCode.OK))["opens"]!;
        Assert.Equal((number, "cancellation", "14-88/17", "2026-11-21"), (opens.Text("profile"), opens.Text("route"), opens["decision"]!.Text("number"), opens["decision"]!.Text("date")));
        Assert.Equal($"Proposal No. {proposal.Text("number")} of 2026-11-21.\nNo hit for 120 days.\nThe goods are gone.\nAgreed.", opens["decision"]!.Text("reason"));

        await program.As(Ceramics.FcsCoordinator).Post($"{path}/cancellation", new JsonObject { ["decision"] = opens["decision"]!.DeepClone() }.ToJsonString()).Body(HttpStatusCode.OK);
        Assert.Null((await program.As(Ceramics.FcsCoordinator).GetAsync(entry).Body(HttpStatusCode.OK))["opens"]);
    }

    [Fact]
    public async Task A_profile_whose_measures_are_not_applied_is_flagged_with_its_figures()
    {
        var number = await AControl.InForce(program, AControl.Automatic);
        await program.LookAtDays();
        for (var serial = 1; serial <= 30; serial++)
        {
            await program.Check(serial);
            if (serial <= 7)
                await program.Do(serial, "entries", """{ "hit": 1, "measure": 1, "entry": { "kind": "0", "foundation": "04", "reasonCode": "1", "text": "Gone." } }""").Body(HttpStatusCode.OK);
        }
        await program.LookAtEfficiency();

        var flags = (await Tasks(Ceramics.FcsCoordinator))["items"]!.AsArray().ToDictionary(task => task!["raised"]!.Text("flag"), task => task!["raised"]!);

        Assert.Equal((30, 7.0 / 30, 0.2), (Number(flags["Refused"], "cases"), flags["Refused"]["measured"]!.GetValue<double>(), flags["Refused"]["bound"]!.GetValue<double>()));
        Assert.Contains("23.3 %", flags["Refused"].Text("reason"), StringComparison.Ordinal);
        Assert.Equal(["Flooding", "Refused"], flags.Keys.Order(StringComparer.Ordinal)); // 30 consignments on the first of 375 days, in which 120 are expected
        Assert.Equal(2, (await Of(Ceramics.Coordinator, number))["flags"]!.AsArray().Count);
    }

    private async Task<JsonNode> Of(Actor actor, string number, string query = "") =>
        await program.As(actor).GetAsync($"{Api}/profiles/{number.Replace('/', '-')}/efficiency{query}").Body(HttpStatusCode.OK);

    private Task<JsonNode> Tasks(Actor actor) => program.As(actor).GetAsync($"{Api}/tasks/profiles").Body(HttpStatusCode.OK);

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();
}
