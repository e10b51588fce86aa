using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>What a dry run says of faulty requests, of keys and of what was seen: the same as the command says, in both languages.</summary>
public sealed class DryRunRequestTests(TheProgram program) : IClassFixture<TheProgram>
{
    public static TheoryData<string> Names => [.. LifeRoutes.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Names_every_fault_of_the_body(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);

        var refusal = await RefusedAlike(draft, route.By, name, route.Faulty, $"If-Match: {draft.Tag}");

        Assert.Equal([route.Pointer!], refusal["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Refuses_in_another_status(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Wrong(program);

        var refusal = await RefusedAlike(draft, route.By, name, route.Body?.ToJsonString(), $"If-Match: {draft.Tag}");

        Assert.Equal("urn:rms-orleans:problem:wrong-status", refusal.Text("type"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Refuses_a_state_that_has_passed_and_a_key_that_was_used_otherwise(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);

        Assert.EndsWith("stale", (await RefusedAlike(draft, route.By, name, route.Body?.ToJsonString(), "If-Match: \"1\"")).Text("type"));
        Assert.EndsWith("bad-input", (await RefusedAlike(draft, route.By, name, route.Body?.ToJsonString(), $"If-Match: {draft.Tag}", "Idempotency-Key: a b")).Text("type"));
        if (name is "profile" or "profile-visas" or "profile-signatures" or "approval")
            Assert.EndsWith("precondition-required", (await RefusedAlike(draft, route.By, name, route.Body?.ToJsonString())).Text("type"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Of_a_command_that_was_done_under_the_same_key_says_so(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);
        string[] headers = [$"If-Match: {draft.Tag}", "Idempotency-Key: once"];
        var body = route.Body?.ToJsonString();
        Assert.Null((await draft.Try(route.By, $"{name}?dryRun=true", body, headers).Body(HttpStatusCode.OK))["repeated"]);

        await draft.Try(route.By, name, body, headers).Body(HttpStatusCode.OK);
        var again = await draft.Try(route.By, $"{name}?dryRun=true", body, headers).Body(HttpStatusCode.OK);

        Assert.True(again["repeated"]!.GetValue<bool>());
        Assert.Equal(route.LeadsTo, again.Text("status"));
    }

    [Fact]
    public async Task Of_a_submission_takes_no_number_and_remembers_no_key()
    {
        var coordinator = program.As(Ceramics.CoordinatorOf(new("10210000")));
        var submission = Examples.Submission();
        submission["authority"] = "10210000";
        var before = await program.Dump();
        string[] key = ["Idempotency-Key: tried"];

        var ids = new List<string>();
        foreach (var headers in (string[][])[[], key, key])
        {
            var dry = await Submit(submission, headers).Body(HttpStatusCode.OK);
            Assert.Equal(("UnderConsideration", 1, "Consideration"), (dry.Text("status"), dry["version"]!.GetValue<int>(), dry["deadline"]!.Text("kind")));
            Assert.Equal(["deadline", "id", "status", "statusName", "version"], dry.AsObject().Select(member => member.Key).Order());
            ids.Add(dry.Text("id"));
        }
        Assert.Equal(before, await program.Dump());

        var meant = await coordinator.Submit(submission, key).Body(HttpStatusCode.Created);
        Assert.EndsWith("/00001", meant.Text("number"));
        Assert.Equal(["00000000-0000-0000-0000-000000000000", meant.Text("id"), meant.Text("id")], ids);
        Assert.True((await Submit(submission, key).Body(HttpStatusCode.OK))["repeated"]!.GetValue<bool>());
        submission["content"]!["title"] = "Another";
        Assert.Equal(
            (await coordinator.Submit(submission, key).Body(HttpStatusCode.UnprocessableEntity)).ToJsonString(),
            (await Submit(submission, key).Body(HttpStatusCode.UnprocessableEntity)).ToJsonString());

        Task<HttpResponseMessage> Submit(JsonNode body, string[] headers) =>
            coordinator.SendAsync(Wire.Request(HttpMethod.Post, $"{Wire.Submissions}?dryRun=true", Wire.Json(body), headers));
    }

    [Fact]
    public async Task Warns_of_what_the_command_warns_of()
    {
        var submission = Examples.Submission();
        submission["note"]!["validFrom"] = "2026-11-01";
        var coordinator = program.As(Ceramics.Coordinator);

        var dry = await coordinator.PostAsync($"{Wire.Submissions}?dryRun=true", Wire.Json(submission)).Body(HttpStatusCode.OK);
        var meant = await coordinator.Submit(submission).Body(HttpStatusCode.Created);

        Assert.Equal("first-day-passed", dry["warnings"]![0]!.Text("code"));
        Assert.Equal(meant["warnings"]!.ToJsonString(), dry["warnings"]!.ToJsonString());
    }

    [Fact]
    public async Task Is_not_for_batches_forms_and_files()
    {
        var before = await program.Dump();
        var draft = await ADraft.Prepared(program);
        var coordinator = program.As(Ceramics.Coordinator);
        var after = await program.Dump();

        await Refused(coordinator.PostAsync($"{Wire.Submissions}?dryRun=true", Wire.Lines(Examples.Submission().ToJsonString())));
        await Refused(coordinator.PostAsync($"{Wire.Submissions}?dryRun=true", new MultipartFormDataContent { { Wire.Json(Examples.Submission()), "submission" } }));
        await Refused(program.As(Ceramics.Author).SendAsync(
            Wire.Request(HttpMethod.Post, $"{draft.Path}/attachments?dryRun=true", AFile.Form("note", "scan.pdf", AFile.Pdf), $"If-Match: {draft.Tag}")));

        Assert.NotEqual(before, after);
        Assert.Equal(after, await program.Dump());

        static async Task Refused(Task<HttpResponseMessage> answer) =>
            Assert.Equal(["/dryRun"], (await answer.Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Is_asked_for_with_true_or_false_in_whatever_case_its_name_is_written()
    {
        var draft = await ADraft.Registered(program);
        const string reason = """{ "reason": "No longer needed." }""";
        var before = await program.Dump();

        foreach (var odd in (string[])["maybe", "True", "", "1", "true&dryRun=true"])
        {
            var problem = await draft.Try(Ceramics.Coordinator, $"withdrawal?dryRun={odd}", reason).Body(HttpStatusCode.BadRequest);
            Assert.Equal(["/dryRun"], problem["errors"]!.AsObject().Select(error => error.Key));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await draft.Try(Officials.OfVladivostok, "withdrawal?dryRun=maybe", reason)).StatusCode);
        await draft.Try(Ceramics.Coordinator, "withdrawal?DRYRUN=true", reason).Body(HttpStatusCode.OK);
        Assert.Equal(before, await program.Dump());

        await draft.Try(Ceramics.Coordinator, "withdrawal?dryRun=false", reason).Body(HttpStatusCode.OK);
        Assert.Equal("Withdrawn", (await draft.Read(Ceramics.Coordinator)).Text("status"));
    }

    [Fact]
    public async Task Has_no_tag_and_is_not_to_be_kept()
    {
        var draft = await ADraft.Registered(program);

        var response = await draft.Try(Ceramics.Coordinator, "withdrawal?dryRun=true", """{ "reason": "No longer needed." }""");

        Assert.Null(response.Headers.ETag);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    /// <summary>The refusal, after the dry run was refused with the same in both languages, and neither left a trace.</summary>
    private async Task<JsonNode> RefusedAlike(ADraft draft, Actor by, string route, string? body, params string[] headers)
    {
        var before = await program.Dump();
        JsonNode? refusal = null;
        foreach (var language in (string[])["ru", "en"])
        {
            var dry = await draft.Try(by, $"{route}?dryRun=true", body, [.. headers, $"Accept-Language: {language}"]);
            var meant = await draft.Try(by, route, body, [.. headers, $"Accept-Language: {language}"]);
            refusal = await meant.Body();
            Assert.False(meant.IsSuccessStatusCode);
            Assert.Equal((meant.StatusCode, refusal.ToJsonString()), (dry.StatusCode, (await dry.Body()).ToJsonString()));
        }
        Assert.Equal(before, await program.Dump());
        return refusal!;
    }
}
