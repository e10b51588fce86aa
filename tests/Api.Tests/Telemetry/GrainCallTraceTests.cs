using System.Diagnostics;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

[Collection(nameof(Traced))]
public sealed class GrainCallTraceTests
{
    /// <summary>All traces would be kept that begin here; but this one began elsewhere, and there it was not.</summary>
    [Fact]
    public async Task A_call_of_a_trace_that_is_not_sampled_begins_none_of_its_own()
    {
        await using var program = new TracedProgram(("Telemetry:SampleRatio", "1"));
        var client = program.As(Ceramics.Coordinator);
        var (unrecorded, recorded) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());

        await client.Submit(null, $"traceparent: 00-{unrecorded}-{ActivitySpanId.CreateRandom()}-00");
        await client.Submit(null, $"traceparent: 00-{recorded}-{ActivitySpanId.CreateRandom()}-01");

        Assert.NotEmpty(await program.Spans.Of(recorded));
        Assert.Equal(
            [recorded], program.Spans.All.Where(span => span.OperationName == "ISubmissionGrain/Submit").Select(span => span.TraceId).Distinct());
    }
}
