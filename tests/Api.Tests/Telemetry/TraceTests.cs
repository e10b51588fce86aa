using System.Diagnostics;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>Requests whose trace the caller records.</summary>
[Collection(nameof(Traced))]
public sealed class TraceTests(TracedProgram program) : IClassFixture<TracedProgram>
{
    private const string Assignment = """{ "subject": "10000000/test", "name": "R. Zimin", "unit": "Tariff control" }""";

    [Fact]
    public async Task One_submission_is_one_trace_from_the_request_to_the_commit()
    {
        var spans = await SpansOfASubmission();

        var request = Assert.Single(spans, EndedSpans.IsRequest);
        var submit = Assert.Single(spans, span => span.OperationName == "submit");
        var batch = Assert.Single(spans, span => span.OperationName == "register batch");
        var commit = Assert.Single(spans, span => span.OperationName == "sqlite commit");
        Assert.Equal(
            [request.SpanId, submit.SpanId, batch.SpanId], new[] { submit, batch, commit }.Select(span => span.ParentSpanId));
        Assert.Equal(submit.Context, Assert.Single(batch.Links).Context);
        Assert.Equal("POST /api/v1/submissions", request.DisplayName);
        Assert.Equal(201, request.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task A_submission_says_how_it_ended_and_which_number_it_got()
    {
        var submit = Assert.Single(await SpansOfASubmission(), span => span.OperationName == "submit");

        Assert.Equal(("Submit", "done"), (submit.GetTagItem("rms.command"), submit.GetTagItem("rms.outcome")));
        Assert.Null(submit.GetTagItem("rms.status.before"));
        Assert.Equal("UnderConsideration", submit.GetTagItem("rms.status.after"));
        Assert.StartsWith("00/10216/", (string)submit.GetTagItem("rms.number")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_on_a_draft_is_committed_below_its_grain()
    {
        var draft = await ADraft.Registered(program);
        var trace = ActivityTraceId.CreateRandom();

        await draft.Try(Ceramics.FcsCoordinator, "executor", Assignment, Recorded(trace));

        var spans = await program.Spans.Of(trace);
        var grain = Assert.Single(spans, span => span is { OperationName: "IDraftGrain/Execute", Kind: ActivityKind.Server });
        Assert.Equal(("AssignExecutor", "done"), (grain.GetTagItem("rms.command"), grain.GetTagItem("rms.outcome")));
        Assert.Equal("UnderConsideration", grain.GetTagItem("rms.status.before"));
        Assert.Equal(grain.SpanId, Assert.Single(spans, span => span.OperationName == "sqlite commit").ParentSpanId);
    }

    [Fact]
    public async Task A_refused_command_says_so_on_the_span_of_its_grain_too()
    {
        var draft = await ADraft.Registered(program);
        var trace = ActivityTraceId.CreateRandom();

        await draft.Try(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""", $"If-Match: {draft.Tag}", Recorded(trace));

        var grain = Assert.Single(await program.Spans.Of(trace), span => span is { OperationName: "IDraftGrain/Execute", Kind: ActivityKind.Server });
        Assert.Equal(("GiveVisa", "refused", "WrongStatus"), (grain.GetTagItem("rms.command"), grain.GetTagItem("rms.outcome"), grain.GetTagItem("rms.reason")));
        Assert.Equal(ActivityStatusCode.Unset, grain.Status);
    }

    [Fact]
    public async Task No_span_says_what_was_submitted_or_by_whom()
    {
        var tags = string.Join('\n', (await SpansOfASubmission()).SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));

        Assert.Contains("rms.sequence=00-10216", tags, StringComparison.Ordinal);
        Assert.All(
            [Ceramics.Coordinator.Name, Ceramics.Content.Title, Ceramics.Unit, "Bearer"],
            secret => Assert.DoesNotContain(secret, tags, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<List<Activity>> SpansOfASubmission()
    {
        var trace = ActivityTraceId.CreateRandom();
        await program.As(Ceramics.Coordinator).Submit(null, Recorded(trace));
        return await program.Spans.Of(trace);
    }

    private static string Recorded(ActivityTraceId trace) => $"traceparent: 00-{trace}-{ActivitySpanId.CreateRandom()}-01";
}
