using System.Diagnostics;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;

namespace RmsOrleans.Grains.Tests.Journal;

/// <summary>In whose trace a batch stands that many share. Of most callers the trace is not recorded: its spans go nowhere.</summary>
public sealed class BatchTraceTests : IDisposable
{
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == Activities.SourceName,
        Sample = (ref options) => options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
    };

    public BatchTraceTests() => ActivitySource.AddActivityListener(listener);

    public void Dispose() => listener.Dispose();

    [Fact]
    public void Its_span_stands_in_the_first_trace_that_is_recorded_and_is_linked_to_all_that_are()
    {
        ActivityContext[] callers = [Context(isRecorded: false), default, Context(isRecorded: true), Context(isRecorded: true)];

        using var span = Activities.StartAppending(4, callers);

        Assert.NotNull(span);
        Assert.Equal((callers[2].TraceId, callers[2].SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal([callers[2], callers[3]], span.Links.Select(link => link.Context));
    }

    [Fact]
    public void It_has_no_span_where_no_trace_is_recorded()
    {
        Assert.Null(Activities.StartAppending(2, [Context(isRecorded: false), default]));
    }

    [Fact]
    public async Task Its_work_goes_on_in_the_first_trace_that_is_recorded()
    {
        var firstHasBegun = new TaskCompletionSource();
        var firstIsOver = new TaskCompletionSource();
        var seen = new List<Activity?>();
        var queue = new BatchQueue<int, int>(10, async (batch, _) =>
        {
            seen.Add(Activity.Current);
            firstHasBegun.TrySetResult();
            await firstIsOver.Task;
            return batch;
        });

        var (unrecorded, recorded) = (Caller(isRecorded: false), Caller(isRecorded: true));
        var first = Add(null, 1);
        await firstHasBegun.Task;
        Task<int>[] answers = [first, Add(unrecorded, 2), Add(recorded, 3), Add(Caller(isRecorded: true), 4)];
        firstIsOver.SetResult();

        var answered = await Task.WhenAll(answers);
        Assert.Equal([1, 2, 3, 4], answered);
        Assert.Equal([null, recorded], seen);

        Task<int> Add(Activity? caller, int request)
        {
            Activity.Current = caller;
            var answer = queue.Add(request);
            Activity.Current = null;
            return answer;
        }
    }

    private static ActivityContext Context(bool isRecorded) =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), isRecorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None);

    private static Activity Caller(bool isRecorded) =>
        new Activity("caller") { ActivityTraceFlags = isRecorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None }.Start();
}
