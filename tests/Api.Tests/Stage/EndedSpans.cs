using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>The spans that would be exported, as they end.</summary>
internal sealed class EndedSpans : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ConcurrentDictionary<ActivityTraceId, TaskCompletionSource> requests = new();

    public IEnumerable<Activity> All => ended;

    public override void OnEnd(Activity data)
    {
        if (!data.Recorded)
            return;
        ended.Enqueue(data);
        if (IsRequest(data))
            EndOf(data.TraceId).TrySetResult();
    }

    /// <summary>Those of one trace, when its request has ended; nothing of a trace ends after that.</summary>
    public async Task<List<Activity>> Of(ActivityTraceId trace)
    {
        await EndOf(trace).Task.WaitAsync(Patience.Longest);
        return [.. ended.Where(span => span.TraceId == trace)];
    }

    public static bool IsRequest(Activity span) => span.Source.Name == "Microsoft.AspNetCore";

    private TaskCompletionSource EndOf(ActivityTraceId trace) => requests.GetOrAdd(trace, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
