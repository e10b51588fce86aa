using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

public sealed class StepByStepTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public async Task Leads_from_an_authors_draft_to_a_number()
    {
        var draft = await ADraft.Registered(program);

        var read = await draft.Read(Ceramics.Author);

        Assert.Equal("UnderConsideration", read.Text("status"));
        Assert.Matches("^00/10216/21112026/[0-9]{5}$", read.Text("number"));
        Assert.Equal(Ceramics.UnitHead.Name, read["signature"]!.Text("name"));
        Assert.Equal(["CoordinationHead", "DeputyHead", "UnitHead"], read["visas"]!.AsArray().Select(visa => visa!.Text("as")));
    }

    [Fact]
    public async Task Says_what_each_caller_can_do_next()
    {
        var draft = await ADraft.Prepared(program);

        Assert.Equal(["content", "discard", "attachments", "trial-run"], await Possible(draft, Ceramics.Author));
        Assert.Equal(["signature", "discard"], await Possible(draft, Ceramics.UnitHead));
        Assert.Empty(await Possible(draft, Ceramics.OtherUnitHead));
        Assert.Empty(await Possible(draft, Ceramics.Coordinator));

        await draft.Then(Ceramics.UnitHead, "signature", null);
        Assert.Equal(["visas", "visa-refusals"], await Possible(draft, Ceramics.CoordinationHead));
        Assert.Equal(["visas", "visa-refusals"], await Possible(draft, Ceramics.OtherUnitHead));

        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        Assert.Equal(["visa-refusals"], await Possible(draft, Ceramics.CoordinationHead));

        await draft.Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        await draft.Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
        Assert.Equal(["registration"], await Possible(draft, Ceramics.Coordinator));

        await draft.Then(Ceramics.Coordinator, "registration", null);
        Assert.Equal(["withdrawal"], await Possible(draft, Ceramics.Coordinator));
        Assert.Empty(await Possible(draft, Ceramics.Author));
    }

    [Fact]
    public async Task Refuses_what_the_status_does_not_allow_and_says_what_is_possible()
    {
        var draft = await ADraft.Prepared(program);
        var before = await program.Store();

        var problem = await draft.Try(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""", $"If-Match: {draft.Tag}").Body(HttpStatusCode.Conflict);

        Assert.Equal("urn:rms-orleans:problem:wrong-status", problem.Text("type"));
        Assert.Contains("Drafting", problem.Text("detail"));
        Assert.Contains("signature", problem.Text("detail"));
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Refuses_whoever_does_not_hold_the_role()
    {
        var draft = await ADraft.Prepared(program);

        Assert.Equal(HttpStatusCode.Forbidden, (await draft.Try(Ceramics.Author, "signature", null, $"If-Match: {draft.Tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await draft.Try(Ceramics.OtherUnitHead, "signature", null, $"If-Match: {draft.Tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await draft.Try(Officials.OfVladivostok, "registration", null)).StatusCode);
    }

    [Fact]
    public async Task Repeats_a_step_with_the_same_key_and_body_without_doing_it_twice()
    {
        var draft = await ADraft.Prepared(program);
        string[] headers = [$"If-Match: {draft.Tag}", "Idempotency-Key: sign-1"];
        var first = await draft.Try(Ceramics.UnitHead, "signature", null, headers);
        var before = await program.Store();

        var second = await draft.Try(Ceramics.UnitHead, "signature", null, headers);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Answers_a_repeated_step_with_the_tag_that_it_had_so_that_nobody_signs_what_he_never_saw()
    {
        var draft = await ADraft.Prepared(program);
        var edit = Titled("Title of A");
        var first = await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}", "Idempotency-Key: edit-of-a");
        await draft.TryEdit(Ceramics.Author, Titled("Title of B"), $"If-Match: {first.Tag()}");

        var again = await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}", "Idempotency-Key: edit-of-a");
        var signed = await draft.Try(Ceramics.UnitHead, "signature", null, $"If-Match: {again.Tag()}");

        Assert.Equal((HttpStatusCode.OK, first.Tag()), (again.StatusCode, again.Tag()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, signed.StatusCode);
    }

    [Fact]
    public async Task Registers_once_and_names_the_number_to_whoever_asks_again()
    {
        var draft = await ADraft.Agreed(program);
        var first = await draft.Try(Ceramics.Coordinator, "registration", null, "Idempotency-Key: registration-1").Body(HttpStatusCode.OK);

        var again = await draft.Try(Ceramics.Coordinator, "registration", null, "Idempotency-Key: registration-1").Body(HttpStatusCode.OK);
        var other = await draft.Try(Ceramics.Coordinator, "registration", null).Body(HttpStatusCode.Conflict);

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("urn:rms-orleans:problem:already-registered", other.Text("type"));
        Assert.Equal((first.Text("number"), first.Text("registeredAt")), (other.Text("number"), other.Text("registeredAt")));
    }

    [Fact]
    public async Task Warns_of_a_validity_that_is_over_or_has_begun_and_takes_it()
    {
        var over = Examples.Submission();
        (over["note"]!["validFrom"], over["note"]!["validTo"]) = ("2025-01-01", "2026-01-01");
        var begun = Examples.Submission();
        begun["note"]!["validFrom"] = "2026-11-20";
        var client = program.As(Ceramics.Coordinator);

        var submitted = await client.Post(Wire.Submissions, over.ToJsonString()).Body(HttpStatusCode.Created);
        var read = await client.GetAsync($"{Wire.Drafts}/{submitted.Text("id")}").Body(HttpStatusCode.OK);
        var batch = await client.PostAsync(Wire.Submissions, Wire.Text($"{begun.ToJsonString()}\n", "application/x-ndjson"));
        var line = JsonNode.Parse(await batch.Content.ReadAsStringAsync())!;

        Assert.Equal(("/note/validTo", "validity-over"), Warning(submitted));
        Assert.Equal(Warning(submitted), Warning(read));
        Assert.Equal(("/note/validFrom", "first-day-passed"), Warning(line));
        Assert.Null((await client.Post(Wire.Submissions, Examples.Submission().ToJsonString()).Body(HttpStatusCode.Created))["warnings"]);

        static (string, string) Warning(JsonNode answer) => (Assert.Single(answer["warnings"]!.AsArray())!.Text("pointer"), answer["warnings"]![0]!.Text("code"));
    }

    [Fact]
    public async Task Says_nothing_of_a_request_to_who_may_not_know_the_draft()
    {
        var draft = await ADraft.Prepared(program);
        var stranger = Officials.OfVladivostok;

        foreach (var (route, body, headers) in ((string, string?, string[])[])[
            ("signature", null, []), ("signature", "{ \"acting\": 5 }", [$"If-Match: {draft.Tag}"]), ("discard", "{}", []), ("signature", null, ["If-Match: what"]),
            ("signature", null, [$"If-Match: {draft.Tag}", "Idempotency-Key: \u0001 "])])
            Assert.Equal(HttpStatusCode.NotFound, (await draft.Try(stranger, route, body, headers)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await draft.Try(Ceramics.UnitHead, "signature", null)).StatusCode);
    }

    [Fact]
    public async Task Refuses_a_key_that_another_step_of_the_draft_has_used()
    {
        var draft = await ADraft.Prepared(program);
        await draft.Try(Ceramics.UnitHead, "signature", "{}", $"If-Match: {draft.Tag}", "Idempotency-Key: step-1");

        var other = await draft.Try(Ceramics.Coordinator, "registration", "{}", "Idempotency-Key: step-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task Prepares_once_for_each_key()
    {
        var author = program.As(Ceramics.Author);
        var first = await author.Post(Wire.Drafts, Examples.Prepare().ToJsonString(), "Idempotency-Key: prepare-1").Body(HttpStatusCode.Created);

        var second = await author.Post(Wire.Drafts, Examples.Prepare().ToJsonString(), "Idempotency-Key: prepare-1").Body(HttpStatusCode.OK);

        Assert.Equal(first.Text("id"), second.Text("id"));
    }

    [Fact]
    public async Task Gives_a_draft_back_to_its_author_with_the_remarks_of_a_refused_visa()
    {
        var draft = await ADraft.Signed(program);
        await draft.Then(Ceramics.CoordinationHead, "visa-refusals", """{ "as": "CoordinationHead", "remarks": "The calculation is missing." }""");

        var read = await draft.Read(Ceramics.Author);
        var journal = await program.As(Ceramics.Author).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK);

        Assert.Null(read["signature"]);
        var last = journal["lines"]!.AsArray()[^1]!;
        Assert.Equal("VisaRefused", last.Text("type"));
        Assert.Equal("The calculation is missing.", last["details"]!.Text("remarks"));
        Assert.Equal("coordination-head", last["actor"]!.Text("role"));
        Assert.Equal("2026-11-21T12:00:00+03:00", last.Text("at"));
    }

    [Fact]
    public async Task Tells_the_journal_page_by_page()
    {
        var draft = await ADraft.Registered(program);
        var author = program.As(Ceramics.Author);
        var lines = new List<int>();

        for (string? cursor = ""; cursor is not null;)
        {
            var page = await author.GetAsync($"{draft.Path}/journal?limit=4{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}").Body(HttpStatusCode.OK);
            lines.AddRange(page["lines"]!.AsArray().Select(line => line!["line"]!.GetValue<int>()));
            cursor = page["next"]?.GetValue<string>();
        }

        Assert.Equal(Enumerable.Range(1, 6), lines);
        await author.GetAsync($"{draft.Path}/journal?cursor=AAAA").Body(HttpStatusCode.BadRequest);
        await author.GetAsync($"{draft.Path}/journal?limit=201").Body(HttpStatusCode.BadRequest);
        await author.GetAsync($"{draft.Path}/versions/1/changes?cursor=AAAA").Body(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tells_the_journal_line_by_line_without_repeating_the_content()
    {
        var draft = await ADraft.Registered(program);

        var journal = await program.As(Ceramics.Author).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK);

        var lines = journal["lines"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 6), lines.Select(line => line!["line"]!.GetValue<int>()));
        Assert.Equal(
            ["DraftPrepared", "DraftSigned", "VisaGiven", "VisaGiven", "VisaGiven", "DraftRegistered"], lines.Select(line => line!.Text("type")));
        Assert.Equal(["author", "unit-head", "coordination-head", "deputy-head", "unit-head", "coordinator"], lines.Select(line => line!["actor"]!.Text("role")));
        Assert.All(lines, line => Assert.Null(line!["details"]!["content"] ?? line["details"]!["note"]));
    }

    [Fact]
    public async Task Shows_the_one_version_and_no_other()
    {
        var draft = await ADraft.Registered(program);
        var client = program.As(Ceramics.Author);

        var version = await client.GetAsync($"{draft.Path}/versions/1").Body(HttpStatusCode.OK);

        Assert.Equal(1, version["version"]!.GetValue<int>());
        Assert.Equal(Examples.Submission()["note"]!.Text("logic"), version["note"]!.Text("logic"));
        foreach (var other in (string[])["0", "2", "-1", "1.0", "x", "99999999999", "%2B1"])
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{draft.Path}/versions/{other}")).StatusCode);
    }

    [Fact]
    public async Task Shows_what_an_edit_changed()
    {
        var draft = await ADraft.Prepared(program);
        var edit = Examples.Edit();
        edit["content"]!["title"] = "Understated customs value of porcelain tiles";

        var response = await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}");
        var read = await draft.Read(Ceramics.Author);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Understated customs value of porcelain tiles", read["content"]!.Text("title"));
        Assert.Equal("N. V. Orlova", read["author"]!.Text("name"));
    }

    [Fact]
    public async Task Lets_nothing_happen_to_a_discarded_draft()
    {
        var draft = await ADraft.Prepared(program);
        await draft.Then(Ceramics.Author, "discard", """{ "reason": "Covered by a profile in force." }""");

        var problem = await draft.TryEdit(Ceramics.Author, Examples.Edit(), $"If-Match: {draft.Tag}").Body(HttpStatusCode.Conflict);

        Assert.Contains("Discarded", problem.Text("detail"));
    }

    private static async Task<IEnumerable<string>> Possible(ADraft draft, Actor actor) =>
        (await draft.Read(actor))["possible"]!.AsArray().Select(route => route!.GetValue<string>());

    private static JsonNode Titled(string title)
    {
        var edit = Examples.Edit();
        edit["content"]!["title"] = title;
        return edit;
    }
}
