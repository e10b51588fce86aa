using System.Diagnostics;
using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>What is kept of requests outside the sample: of those that failed one span that says all, of the others nothing.</summary>
[Collection(nameof(Traced))]
public sealed class KeptFailureTests(TracedProgram program) : IClassFixture<TracedProgram>
{
    private const string Visa = """{ "as": "CoordinationHead" }""";

    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();

    [Fact]
    public async Task A_refused_command_leaves_one_span()
    {
        var draft = await ADraft.Prepared(program);
        var before = DateTime.UtcNow;

        await draft.Try(Ceramics.CoordinationHead, "visas", Visa, $"If-Match: {draft.Tag}", Unrecorded(trace)).Body(HttpStatusCode.Conflict);

        var span = Assert.Single(await program.Spans.Of(trace));
        Assert.Equal(("POST /api/v1/drafts/{id}/visas", ActivityStatusCode.Unset), (span.DisplayName, span.Status));
        Assert.InRange(span.StartTimeUtc, before, before + TimeSpan.FromMinutes(1));
        AssertSays(
            span, ("http.request.method", "POST"), ("http.route", "/api/v1/drafts/{id}/visas"), ("http.response.status_code", 409), ("rms.command", "GiveVisa"),
            ("rms.draft", draft.Path.Split('/')[^1]), ("rms.authority", "10216000"), ("rms.outcome", "refused"), ("rms.reason", "WrongStatus"),
            ("rms.status.before", "Drafting"), ("rms.problem", "urn:rms-orleans:problem:wrong-status"));
        Assert.True((double)span.GetTagItem("rms.grain_ms")! > 0);
        Assert.Null(span.GetTagItem("rms.commit_ms"));
    }

    [Fact]
    public async Task A_command_on_a_draft_with_a_number_names_it()
    {
        var draft = await ADraft.Registered(program);

        await draft.Try(Ceramics.CoordinationHead, "visas", Visa, $"If-Match: {draft.Tag}", Unrecorded(trace)).Body(HttpStatusCode.Conflict);

        Assert.StartsWith("00/10216/", (string)Assert.Single(await program.Spans.Of(trace)).GetTagItem("rms.number")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_commit_says_where_the_time_went_and_what_the_storage_said()
    {
        var draft = await ADraft.Prepared(program);
        using (NobodyElseWrites())
            await draft.Try(Ceramics.UnitHead, "signature", null, $"If-Match: {draft.Tag}", Unrecorded(trace)).Body(HttpStatusCode.ServiceUnavailable);

        var span = Assert.Single(await program.Spans.Of(trace));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        AssertSays(
            span, ("http.response.status_code", 503), ("rms.command", "Sign"), ("rms.outcome", "failed"), ("rms.reason", "StorageUnavailable"), ("rms.status.before", "Drafting"));
        var (grain, queue, commit) = ((double)span.GetTagItem("rms.grain_ms")!, (double)span.GetTagItem("rms.queue_ms")!, (double)span.GetTagItem("rms.commit_ms")!);
        Assert.InRange(commit, 100, grain); // the storage waits so long for a foreign lock
        Assert.InRange(queue, 0, grain - commit);
        Assert.Contains("locked", (string)span.GetTagItem("rms.cause")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_that_could_not_be_committed_leaves_one_too()
    {
        using (NobodyElseWrites())
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await program.As(Ceramics.Coordinator).Submit(null, Unrecorded(trace))).StatusCode);

        var span = Assert.Single(await program.Spans.Of(trace));
        AssertSays(span, ("rms.command", "Submit"), ("rms.authority", "10216000"), ("rms.outcome", "failed"), ("rms.reason", "StorageUnavailable"));
        Assert.InRange((double)span.GetTagItem("rms.commit_ms")!, 100, (double)span.GetTagItem("rms.grain_ms")!);
    }

    [Fact]
    public async Task Of_a_batch_each_line_that_fails_leaves_one_below_the_request()
    {
        using (NobodyElseWrites())
        {
            var request = Wire.Request(HttpMethod.Post, Wire.Submissions, Wire.Lines(Line("one"), "{", Line("two")), Unrecorded(trace));
            Assert.Equal(HttpStatusCode.OK, (await program.As(Ceramics.Coordinator).SendAsync(request)).StatusCode);
        }

        var spans = await program.Spans.Of(trace);
        var batch = Assert.Single(spans, EndedSpans.IsRequest);
        var lines = spans.Where(span => span != batch).OrderBy(span => span.GetTagItem("rms.line")).ToList();
        Assert.Equal([1, 3], lines.Select(line => line.GetTagItem("rms.line")));
        Assert.All(lines, line =>
        {
            Assert.Equal((batch.SpanId, ActivityStatusCode.Error), (line.ParentSpanId, line.Status));
            AssertSays(line, ("http.response.status_code", 503), ("rms.command", "Submit"), ("rms.outcome", "failed"), ("rms.reason", "StorageUnavailable"));
        });
    }

    [Fact]
    public async Task What_succeeds_and_what_a_client_does_wrong_leaves_nothing()
    {
        var draft = await ADraft.Prepared(program);
        var client = program.As(Ceramics.CoordinationHead);
        ActivityTraceId[] others = [.. Enumerable.Range(0, 5).Select(_ => ActivityTraceId.CreateRandom())];
        HttpStatusCode[] answers =
        [
            (await client.SendAsync(Wire.Request(HttpMethod.Get, draft.Path, null, Unrecorded(others[0])))).StatusCode,
            (await client.Post($"{draft.Path}/visas", "{", $"If-Match: {draft.Tag}", Unrecorded(others[1]))).StatusCode,
            (await program.As(null).Post($"{draft.Path}/visas", Visa, Unrecorded(others[2]))).StatusCode,
            (await client.Post($"{draft.Path}/signature", null, $"If-Match: {draft.Tag}", Unrecorded(others[3]))).StatusCode,
            (await client.Post($"{Wire.Drafts}/01a22279-1111-7000-8000-000000000000/visas", Visa, "If-Match: \"1\"", Unrecorded(others[4]))).StatusCode,
        ];

        // The connection takes the next request only when those before it have ended.
        await client.Post($"{draft.Path}/visas", Visa, $"If-Match: {draft.Tag}", Unrecorded(trace));

        await program.Spans.Of(trace);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], answers);
        Assert.DoesNotContain(program.Spans.All, span => others.Contains(span.TraceId));
    }

    private static string Line(string key)
    {
        var line = Examples.Submission();
        line["idempotencyKey"] = $"kept/{key}";
        return line.ToJsonString();
    }

    private static void AssertSays(Activity span, params (string Name, object Value)[] tags) =>
        Assert.All(tags, tag => Assert.Equal(tag.Value, span.GetTagItem(tag.Name)));

    private static string Unrecorded(ActivityTraceId trace) => $"traceparent: 00-{trace}-{ActivitySpanId.CreateRandom()}-00";

    /// <summary>Until it is disposed of, somebody holds the file's lock for writing.</summary>
    private SqliteConnection NobodyElseWrites()
    {
        var connection = new SqliteConnection($"Data Source={program.Services.GetRequiredService<DataFolder>().Database};Pooling=false");
        connection.Open();
        connection.Execute("begin immediate");
        return connection;
    }
}
