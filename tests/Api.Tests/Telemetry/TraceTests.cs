using System.Collections.Concurrent;
using System.Diagnostics;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

public sealed class TraceTests(TheProgram program) : IClassFixture<TheProgram>
{
    private static readonly string[] sources = ["Microsoft.AspNetCore", "Microsoft.Orleans.Application", "RmsOrleans"];

    [Fact]
    public async Task One_submission_is_one_trace_from_the_request_to_the_commit()
    {
        var spans = await SpansOfASubmission();

        var request = Assert.Single(spans, span => span.Source.Name == "Microsoft.AspNetCore");
        var draft = Assert.Single(spans, span => span.OperationName.StartsWith("IDraftGrain/", StringComparison.Ordinal));
        var sequence = Assert.Single(spans, span => span.OperationName.StartsWith("INumberSequenceGrain/", StringComparison.Ordinal));
        var commit = Assert.Single(spans, span => span.OperationName == "register batch");
        Assert.Equal(request.SpanId, draft.ParentSpanId);
        Assert.Equal(draft.SpanId, sequence.ParentSpanId);
        Assert.Equal(sequence.SpanId, commit.ParentSpanId);
        Assert.Equal(sequence.Context, Assert.Single(commit.Links).Context);
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
        var ended = new ConcurrentQueue<Activity>();
        var requestEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId != trace)
                    return;
                ended.Enqueue(span);
                if (span.Source.Name == "Microsoft.AspNetCore")
                    requestEnded.TrySetResult();
            },
        };
        ActivitySource.AddActivityListener(listener);

        var client = program.As(Ceramics.Coordinator);
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await client.Submit();
        await requestEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return [.. ended];
    }
}
