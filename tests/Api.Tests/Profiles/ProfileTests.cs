using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Profiles;

public sealed class ProfileTests : IDisposable
{
    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Shows_its_status_and_the_draft_that_it_was()
    {
        var path = await AProfile.Adopted(program);
        var client = program.As(Ceramics.Coordinator);

        var profile = await client.GetAsync(path).Body(HttpStatusCode.OK);

        Assert.Equal(("13/100000/21112026/00001", "Registered", "2026-12-01", "2027-11-30"), (profile.Text("number"), profile.Text("status"), profile.Text("validFrom"), profile.Text("validTo")));
        var draft = await client.GetAsync($"/api/v1/registrations/{profile.Text("draftNumber").Replace('/', '-')}").Body(HttpStatusCode.OK);
        Assert.Equal(("Adopted", profile.Text("number"), profile.Text("draft")), (draft.Text("status"), draft.Text("profile"), draft.Text("draft")));
        var status = await client.GetAsync(path.Replace("profiles", "registrations", StringComparison.Ordinal)).Body(HttpStatusCode.OK);
        Assert.Equal(("Registered", draft.Text("number"), "2026-12-01"), (status.Text("status"), status.Text("draftNumber"), status.Text("validFrom")));
    }

    [Fact]
    public async Task Says_what_its_reader_can_do_with_it_as_long_as_that_can_be_done()
    {
        var path = await AProfile.Adopted(program);
        Assert.Equal(["update", "cancellation"], await Possible(Ceramics.FcsCoordinator));
        foreach (var actor in (Grains.Kernel.Actor[])[Ceramics.Coordinator, Ceramics.Author, Officials.OfTheDirectorate, Officials.Auditor])
            Assert.Empty(await Possible(actor));
        Assert.Null((await program.As(Ceramics.FcsCoordinator).GetAsync(AProfile.Profiles).Body(HttpStatusCode.OK))["items"]![0]!["possible"]);

        TurnTo("2027-12-01T00:00:00+03:00");
        await program.LookAtDays();
        Assert.Empty(await Possible(Ceramics.FcsCoordinator));

        async Task<string[]> Possible(Grains.Kernel.Actor actor) =>
            [.. (await program.As(actor).GetAsync(path).Body(HttpStatusCode.OK))["possible"]!.AsArray().Select(route => route!.GetValue<string>())];
    }

    [Fact]
    public async Task Is_not_sent_again_to_whoever_has_it()
    {
        var path = await AProfile.Adopted(program);
        var client = program.As(Ceramics.Coordinator);
        var tag = (await client.GetAsync(path)).Tag();

        var again = await client.SendAsync(Wire.Request(HttpMethod.Get, path, null, $"If-None-Match: {tag}"));

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task Is_seen_where_it_applies_above_by_the_FCS_and_auditors_and_by_nobody_else()
    {
        var path = await AProfile.Adopted(program);

        foreach (var actor in (Grains.Kernel.Actor[])[Ceramics.Author, Officials.OfTheDirectorate, Officials.OfTheFcs, Officials.Auditor])
            Assert.Equal(HttpStatusCode.OK, (await program.As(actor).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.AsSystemOf("10216020").GetAsync(path)).StatusCode);
        foreach (var actor in (Grains.Kernel.Actor[])[Officials.OfVladivostok, Officials.OfAnotherDirectorate, Officials.Operator])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(actor).GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(actor).GetAsync(path.Replace("profiles", "registrations", StringComparison.Ordinal))).StatusCode);
            Assert.Empty((await program.As(actor).GetAsync(AProfile.Profiles).Body(HttpStatusCode.OK))["items"]!.AsArray());
        }
    }

    [Fact]
    public async Task Comes_into_force_and_expires_by_itself_at_Moscow_midnight()
    {
        var path = await AProfile.Adopted(program);

        TurnTo("2026-11-30T23:59:59.999+03:00");
        Assert.Equal((0, "Registered"), (await program.LookAtDays(), await Status(path)));
        TurnTo("2026-12-01T00:00:00+03:00");
        Assert.Equal((1, "InForce"), (await program.LookAtDays(), await Status(path)));
        Assert.Equal(0, await program.LookAtDays());
        TurnTo("2027-11-30T23:59:59.999+03:00");
        Assert.Equal((0, "InForce"), (await program.LookAtDays(), await Status(path)));
        TurnTo("2027-12-01T00:00:00+03:00");
        Assert.Equal((1, "Expired"), (await program.LookAtDays(), await Status(path)));
    }

    [Fact]
    public async Task Catches_up_after_a_standstill_with_both_its_days()
    {
        var path = await AProfile.Adopted(program);

        TurnTo("2028-01-10T12:00:00+03:00");
        await program.LookAtDays();

        var lines = (await program.As(Ceramics.Author).GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray();
        Assert.Equal(["ProfileRegistered", "ProfileInForce", "ProfileExpired"], lines.Select(line => line!.Text("type")));
        Assert.Equal(("2026-12-01", "system"), (lines[1]!["details"]!.Text("from"), lines[1]!["actor"]!.Text("role")));
    }

    [Fact]
    public async Task Starts_on_the_day_of_its_number_when_approved_for_an_earlier_day()
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2027-10-31"));

        var profile = await program.As(Ceramics.Author).GetAsync(path).Body(HttpStatusCode.OK);

        Assert.Equal(("InForce", "2026-11-21", 2), (profile.Text("status"), profile.Text("validFrom"), profile["revision"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Is_updated_by_the_coordinator_of_the_FCS_under_the_same_number()
    {
        var path = await AProfile.Adopted(program);

        var updated = await Post($"{path}/update", AProfile.Update(validTo: "2027-05-31")).Body(HttpStatusCode.OK);

        Assert.Equal((2, "Registered", "2027-05-31"), (updated["version"]!.GetValue<int>(), updated.Text("status"), updated.Text("validTo")));
        var first = await program.As(Ceramics.Author).GetAsync($"{path}/versions/1").Body(HttpStatusCode.OK);
        var second = await program.As(Ceramics.Author).GetAsync($"{path}/versions/2").Body(HttpStatusCode.OK);
        Assert.Equal((null, "2027-11-30"), (first["decision"], first.Text("validTo")));
        Assert.Equal(("Prices have moved.", "2027-05-31"), (second["decision"]!.Text("reason"), second.Text("validTo")));
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync($"{path}/versions/3")).StatusCode);
    }

    [Fact]
    public async Task Answers_a_repeated_command_as_it_stood_after_it()
    {
        var path = await AProfile.Adopted(program);
        var first = await Post($"{path}/update", AProfile.Update(validTo: "2027-05-31"), "Idempotency-Key: update-1");
        await Post($"{path}/update", AProfile.Update(validTo: "2027-06-30")).Body(HttpStatusCode.OK);

        var again = await Post($"{path}/update", AProfile.Update(validTo: "2027-05-31"), "Idempotency-Key: update-1");

        Assert.Equal(first.Tag(), again.Tag());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Keeps_its_first_day_once_in_force()
    {
        var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2027-10-31"));

        var refused = await Post($"{path}/update", AProfile.Update(validFrom: "2026-12-24")).Body(HttpStatusCode.Conflict);

        Assert.Contains("InForce since 2026-11-21", refused.Text("detail"), StringComparison.Ordinal);
        await Post($"{path}/update", AProfile.Update(validFrom: "2026-11-01")).Body(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Is_cancelled_at_once_or_on_the_decision_s_day()
    {
        var (now, later) = (await AProfile.Adopted(program), await AProfile.Adopted(program));

        Assert.Equal("Cancelled", (await Post($"{now}/cancellation", AProfile.Cancellation("2026-11-21")).Body(HttpStatusCode.OK)).Text("status"));
        Assert.Equal("Registered", (await Post($"{later}/cancellation", AProfile.Cancellation("2026-12-24")).Body(HttpStatusCode.OK)).Text("status"));
        TurnTo("2026-12-24T00:00:00+03:00");
        await program.LookAtDays();

        var cancelled = await program.As(Ceramics.Author).GetAsync(later).Body(HttpStatusCode.OK);
        Assert.Equal(("Cancelled", "14-88/17"), (cancelled.Text("status"), cancelled["cancellation"]!.Text("number")));
        Assert.Contains("Cancelled", (await Post($"{later}/update", AProfile.Update()).Body(HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_changed_by_nobody_else()
    {
        var path = await AProfile.Adopted(program);

        foreach (var actor in (Grains.Kernel.Actor[])[Ceramics.Coordinator, Officials.OfTheDirectorate, Officials.Auditor, Officials.OfTheFcs with { Roles = [Grains.Kernel.Role.RmsHead] }])
            Assert.Equal(HttpStatusCode.Forbidden, (await program.As(actor).Post($"{path}/cancellation", AProfile.Cancellation("2026-11-21"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).Post($"{path}/cancellation", AProfile.Cancellation("2026-11-21"))).StatusCode);
    }

    [Fact]
    public async Task Is_updated_once_for_each_key_and_only_from_the_state_that_was_seen()
    {
        var path = await AProfile.Adopted(program);

        await Post($"{path}/update", AProfile.Update(), "Idempotency-Key: one", "If-Match: \"1\"").Body(HttpStatusCode.OK);
        await Post($"{path}/update", AProfile.Update(), "Idempotency-Key: one", "If-Match: \"1\"").Body(HttpStatusCode.OK);
        await Post($"{path}/update", AProfile.Update("Another reason."), "Idempotency-Key: one").Body(HttpStatusCode.UnprocessableEntity);
        await Post($"{path}/update", AProfile.Update(), "If-Match: \"1\"").Body(HttpStatusCode.PreconditionFailed);

        Assert.Equal("\"2\"", (await program.As(Ceramics.Author).GetAsync(path)).Tag());
    }

    [Fact]
    public async Task Says_what_a_version_changed_and_on_which_decision()
    {
        var path = await AProfile.Adopted(program);
        await Post($"{path}/update", AProfile.Update(validTo: "2028-05-31", offices: ["10216000", "10210000"])).Body(HttpStatusCode.OK);
        await Post($"{path}/update", AProfile.Update(validTo: "2028-05-31")).Body(HttpStatusCode.OK);
        var client = program.As(Ceramics.Author);

        var second = await Changes(2);
        var third = await Changes(3);

        Assert.Equal((2, 1), (second["version"]!.GetValue<int>(), second["from"]!.GetValue<int>()));
        Assert.Equal("Prices have moved.", second["decision"]!.Text("reason"));
        Assert.Contains("Added /content/riskArea/authorities/1", Pointers(second));
        Assert.Contains("Changed /note/validTo", Pointers(second));
        Assert.Contains("Changed /validTo", Pointers(second));
        Assert.Equal(["Removed /content/riskArea/authorities/1"], Pointers(third));
        Assert.Equal(Pointers(second).Where(change => !change.EndsWith("/authorities/1", StringComparison.Ordinal)), Pointers(await Changes(3, "?from=1")));
        Assert.Empty(Pointers(await Changes(1)));
        Assert.Null((await Changes(1))["from"]);
        foreach (var (version, status) in ((string, HttpStatusCode)[])
            [("4/changes", HttpStatusCode.NotFound), ("0", HttpStatusCode.NotFound), ("2/changes?from=4", HttpStatusCode.BadRequest), ("2/changes?to=1", HttpStatusCode.BadRequest)])
            Assert.Equal(status, (await client.GetAsync($"{path}/versions/{version}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).GetAsync($"{path}/versions/2/changes")).StatusCode);

        Task<JsonNode> Changes(int version, string query = "") => client.GetAsync($"{path}/versions/{version}/changes{query}").Body(HttpStatusCode.OK);

        static IEnumerable<string> Pointers(JsonNode answer) => answer["changes"]!.AsArray().Select(change => $"{change!.Text("kind")} {change!.Text("pointer")}");
    }

    [Fact]
    public async Task Names_every_fault_of_an_update()
    {
        var path = await AProfile.Adopted(program);
        var update = JsonNode.Parse(AProfile.Update())!;
        update["decision"]!["date"] = "2026-11-20";
        update["decision"]!["number"] = "";
        update["content"]!["measures"] = new JsonArray();

        var refused = await Post($"{path}/update", update.ToJsonString()).Body(HttpStatusCode.BadRequest);

        Assert.Equal(["/content/measures", "/decision/date", "/decision/number"], refused["errors"]!.AsObject().Select(error => error.Key).Order());
        Assert.Equal(["/decision"], (await Post($"{path}/cancellation", "{}").Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Stands_in_lists_newest_first_page_by_page()
    {
        for (var i = 0; i < 3; i++)
            await AProfile.Adopted(program);
        await AProfile.Adopted(program, Tiles.Of("10702000"));
        var fcs = program.As(Officials.OfTheFcs);

        var first = await fcs.GetAsync($"{AProfile.Profiles}?limit=2&status=Registered").Body(HttpStatusCode.OK);
        var second = await fcs.GetAsync($"{AProfile.Profiles}?limit=2&status=Registered&cursor={first.Text("next")}").Body(HttpStatusCode.OK);

        Assert.Equal(["00004", "00003", "00002", "00001"], Serials(first).Concat(Serials(second)));
        Assert.Null(second["next"]);
        Assert.Equal(["00004"], Serials(await fcs.GetAsync($"{AProfile.Profiles}?authority=10702030").Body(HttpStatusCode.OK)));
        Assert.Equal(["00003", "00002", "00001"], Serials(await program.As(Officials.OfTheDirectorate).GetAsync(AProfile.Profiles).Body(HttpStatusCode.OK)));
        Assert.Equal(HttpStatusCode.BadRequest, (await fcs.GetAsync($"{AProfile.Profiles}?limit=2&cursor={first.Text("next")}")).StatusCode);
    }

    private static IEnumerable<string> Serials(JsonNode page) => page["items"]!.AsArray().Select(item => item!.Text("number")[^5..]);

    private Task<HttpResponseMessage> Post(string path, string json, params string[] headers) => program.As(Ceramics.FcsCoordinator).Post(path, json, headers);

    private async Task<string> Status(string path) => (await program.As(Ceramics.Author).GetAsync(path).Body(HttpStatusCode.OK)).Text("status");

    private void TurnTo(string moment) => program.Clock.Turn(DateTimeOffset.Parse(moment, null) - program.Clock.GetUtcNow());
}
