using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Submissions;

public sealed class SubmissionTests(TheProgram program) : IClassFixture<TheProgram>
{
    private readonly HttpClient coordinator = program.As(Ceramics.Coordinator);

    [Fact]
    public async Task Gives_a_number_and_says_where_the_draft_is()
    {
        var response = await coordinator.Submit();
        var receipt = await response.Body();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Matches("^00/10216/21112026/[0-9]{5}$", receipt.Text("number"));
        Assert.Equal("UnderConsideration", receipt.Text("status"));
        Assert.Equal(1, receipt["version"]!.GetValue<int>());
        Assert.Equal("2026-11-21T12:00:00+03:00", receipt.Text("registeredAt"));
        Assert.Equal("2026-12-01", receipt["deadline"]!.Text("lastDay"));
        Assert.Equal($"/api/v1/drafts/{receipt.Text("id")}", response.Headers.Location!.OriginalString);
        Assert.Equal("\"2\"", response.Tag());
        Assert.Equal(["Authorization", "Accept-Language"], response.Headers.Vary);
        Assert.Equal("no-cache, private", response.Headers.CacheControl!.ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Can_be_read_where_its_answer_says()
    {
        var response = await coordinator.Submit();

        var draft = await coordinator.GetAsync(response.Headers.Location).Body(HttpStatusCode.OK);

        Assert.Equal(Examples.Submission()["content"]!.Text("title"), draft["content"]!.Text("title"));
        Assert.Equal("startsWith", draft["content"]!["riskArea"]!["indicators"]![0]!.Text("operator"));
        Assert.Equal("N. V. Orlova", draft["author"]!.Text("name"));
        Assert.Equal("2026-11-20T10:15:00+03:00", draft["signature"]!.Text("signedAt"));
        Assert.Equal(3, draft["visas"]!.AsArray().Count);
    }

    [Fact]
    public async Task Shows_times_by_the_clock_of_its_own_authority()
    {
        var submission = Examples.Submission();
        submission["authority"] = Ceramics.Vladivostok.Value;
        submission["content"]!["riskArea"]!["authorities"] = new JsonArray(Ceramics.Vladivostok.Value);
        submission["content"]!["riskArea"]!["excluded"]!["authorities"] = new JsonArray();

        var receipt = await program.As(Officials.OfVladivostok).Submit(submission).Body(HttpStatusCode.Created);

        Assert.Equal("2026-11-21T19:00:00+10:00", receipt.Text("registeredAt"));
        Assert.EndsWith("T00:00:00+03:00", receipt["deadline"]!.Text("dueAt")); // the FCS considers, and its day ends then
    }

    [Fact]
    public async Task Takes_json_with_its_charset_named()
    {
        var content = Wire.Text(Examples.Submission().ToJsonString(), "application/json; charset=utf-8");

        await coordinator.PostAsync(Wire.Submissions, content).Body(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Repeated_with_the_same_key_is_the_same_draft()
    {
        var first = await coordinator.Submit(null, "Idempotency-Key: letter-1").Body(HttpStatusCode.Created);
        var before = await program.Store();

        var second = await coordinator.Submit(null, "Idempotency-Key: letter-1").Body(HttpStatusCode.OK);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Repeated_in_another_spelling_is_the_same_draft()
    {
        var submission = Examples.Submission();
        var first = await coordinator.Submit(submission, "Idempotency-Key: letter-2").Body(HttpStatusCode.Created);
        var kind = submission["kind"]!.DeepClone();
        submission.AsObject().Remove("kind");
        submission["kind"] = kind;
        submission["signature"]!["signedAt"] = "2026-11-20T07:15:00Z";

        var second = await coordinator.Submit(submission, "Idempotency-Key: letter-2").Body(HttpStatusCode.OK);

        Assert.Equal(first.Text("number"), second.Text("number"));
    }

    [Fact]
    public async Task With_a_used_key_and_another_meaning_is_refused()
    {
        var submission = Examples.Submission();
        await coordinator.Submit(submission, "Idempotency-Key: letter-3").Body(HttpStatusCode.Created);
        var before = await program.Store();
        submission["kind"] = "Urgent";

        var problem = await coordinator.Submit(submission, "Idempotency-Key: letter-3").Body(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("urn:rms-orleans:problem:key-used-otherwise", problem.Text("type"));
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Sent_many_times_at_once_with_one_key_is_one_draft()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => coordinator.Submit(null, "Idempotency-Key: letter-4")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(31, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var numbers = await Task.WhenAll(answers.Select(async answer => (await answer.Body()).Text("number")));
        Assert.Single(numbers.Distinct());
    }

    [Fact]
    public async Task With_the_same_key_of_two_authorities_is_two_drafts()
    {
        var submission = Examples.Submission();
        var baltic = await coordinator.Submit(submission, "Idempotency-Key: letter-5").Body(HttpStatusCode.Created);
        submission["authority"] = "10210000";
        submission["content"]!["riskArea"]!["excluded"]!["authorities"] = new JsonArray();
        submission["content"]!["riskArea"]!["authorities"] = new JsonArray("10210000");

        var other = await program.As(Ceramics.CoordinatorOf(new("10210000"))).Submit(submission, "Idempotency-Key: letter-5").Body(HttpStatusCode.Created);

        Assert.NotEqual(baltic.Text("id"), other.Text("id"));
        Assert.StartsWith("00/10210/", other.Text("number"));
    }

    [Fact]
    public async Task Of_each_role_but_the_coordinator_is_forbidden()
    {
        var before = await program.Store();

        var problem = await program.As(Ceramics.Author).Submit().Body(HttpStatusCode.Forbidden);

        Assert.Equal("urn:rms-orleans:problem:forbidden", problem.Text("type"));
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task For_another_authority_is_forbidden()
    {
        var before = await program.Store();

        await program.As(Officials.OfVladivostok).Submit().Body(HttpStatusCode.Forbidden);

        Assert.Equal(before, await program.Store());
    }
}
