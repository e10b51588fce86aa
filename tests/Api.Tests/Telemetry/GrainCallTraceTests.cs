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
        var draft = await ADraft.Prepared(program);
        var (unrecorded, recorded) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());

        await draft.Try(Ceramics.UnitHead, "signature", null, $"If-Match: {draft.Tag}", $"traceparent: 00-{unrecorded}-{ActivitySpanId.CreateRandom()}-00");
        await draft.Try(Ceramics.UnitHead, "signature", null, "If-Match: \"2\"", $"traceparent: 00-{recorded}-{ActivitySpanId.CreateRandom()}-01");

        Assert.Contains(await program.Spans.Of(recorded), IsOfAGrain);
        Assert.All(program.Spans.All.Where(IsOfAGrain), span => Assert.NotEqual(default, span.ParentSpanId));
    }

    private static bool IsOfAGrain(Activity span) => span.OperationName == "IDraftGrain/Execute";
}
