using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>The traces of a load, a check and a trial run: ids and numbers, and no content.</summary>
[Collection(nameof(Traced))]
public sealed class DeclarationTraceTests(TracedProgram program) : IClassFixture<TracedProgram>
{
    private const string Asked = """
        {"riskArea":{"description":"Tiles","indicators":[{"group":"Goods","field":"commodityCode","operator":"startsWith","values":["6907"]}]},"from":"2026-11-01","to":"2026-11-30"}
        """;

    [Fact]
    public async Task One_load_is_a_span_that_counts_its_lines()
    {
        var spans = await Load(first: 1, lines: 3);

        var load = Assert.Single(spans, span => span.OperationName == "load declarations");
        Assert.Equal(Assert.Single(spans, EndedSpans.IsRequest).SpanId, load.ParentSpanId);
        Assert.Equal((4L, "Declarations", "JsonLines", "done"), (load.GetTagItem("rms.lines"), load.GetTagItem("rms.kind"), load.GetTagItem("rms.format"), load.GetTagItem("rms.outcome")));
        Assert.IsType<long>(load.GetTagItem("rms.load"));
        Assert.Contains(spans, span => span.OperationName == "sqlite commit" && span.ParentSpanId == load.SpanId);
    }

    [Fact]
    public async Task One_check_says_what_it_came_to_and_its_computing_is_a_span()
    {
        var trace = ActivityTraceId.CreateRandom();
        using (var answer = await program.As(AControl.Inspector).Post(AControl.Checks, AControl.Body(50), Recorded(trace)))
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var spans = await program.Spans.Of(trace);
        var grain = Assert.Single(spans, span => span is { OperationName: "IControlGrain/Check", Kind: ActivityKind.Server });
        Assert.Equal(("Check", "clear", "Registration", 0), (grain.GetTagItem("rms.command"), grain.GetTagItem("rms.outcome"), grain.GetTagItem("rms.moment"), grain.GetTagItem("rms.hits")));
        Assert.Equal(TileDeclarations.Number(50, "10216000"), grain.GetTagItem("rms.declaration"));
        var computing = Assert.Single(spans, span => span.OperationName == "compute check");
        Assert.Equal((grain.SpanId, 1, 0), (computing.ParentSpanId, computing.GetTagItem("rms.items"), computing.GetTagItem("rms.profiles")));
        HaveNoContent(spans);
    }

    [Fact]
    public async Task One_trial_run_is_a_span_with_its_segments_below()
    {
        await Load(first: 10, lines: 3);
        var trace = ActivityTraceId.CreateRandom();
        using (var answer = await program.As(Ceramics.RmsHead).Post(ARun.Runs, Asked, Recorded(trace)))
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        var run = await Patience.Until("the end of the run", () => Task.FromResult(Of(trace).SingleOrDefault(span => span.OperationName == "trial run")), span => span is not null);

        var spans = Of(trace).ToList();
        Assert.Equal(("done", 1), (run!.GetTagItem("rms.outcome"), run.GetTagItem("rms.segments")));
        Assert.True((long)run.GetTagItem("rms.hits")! >= 3);
        var segment = Assert.Single(spans, span => span.OperationName == "examine segment");
        Assert.Equal((run.GetTagItem("rms.trial"), 0), (segment.GetTagItem("rms.trial"), segment.GetTagItem("rms.compared")));
        Assert.NotNull(segment.GetTagItem("rms.items"));
        HaveNoContent(spans);
    }

    private IEnumerable<Activity> Of(ActivityTraceId trace) => program.Spans.All.Where(span => span.TraceId == trace);

    /// <summary>With one more line that is none.</summary>
    private async Task<List<Activity>> Load(int first, int lines)
    {
        var trace = ActivityTraceId.CreateRandom();
        var file = string.Join('\n', Enumerable.Range(first, lines).Select(serial => TileDeclarations.Json(serial)).Append("no line"));
        using var http = program.As(Officials.Operator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/declarations/loads?source=tiles.ndjson") { Content = new StringContent(file, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/x-ndjson")) };
        request.Headers.Add("traceparent", Recorded(trace)["traceparent: ".Length..]);
        using var answer = await http.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var spans = await program.Spans.Of(trace);
        HaveNoContent(spans);
        return spans;
    }

    private static void HaveNoContent(IEnumerable<Activity> spans)
    {
        var tags = string.Join('\n', spans.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.All(["Ceramic tiles", "7812345678", "6907", Ceramics.RmsHead.Name, AControl.Inspector.Name], secret => Assert.DoesNotContain(secret, tags, StringComparison.OrdinalIgnoreCase));
    }

    private static string Recorded(ActivityTraceId trace) => $"traceparent: 00-{trace}-{ActivitySpanId.CreateRandom()}-01";
}
