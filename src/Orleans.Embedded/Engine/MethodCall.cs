using System.Diagnostics;

namespace Orleans.Embedded;

/// <summary>A call of a grain method, with the answer for its caller. <see cref="Nothing"/> is the result of a method without one.</summary>
internal sealed class MethodCall<TResult>(
    GrainEngine engine, GrainMethod method, GrainClass grainClass, string key, object?[] arguments, Activity? span) : Call
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => _answer.Task;

    public override bool Interleaves => method.AlwaysInterleaves || grainClass.IsReentrant;

    public override void Fail(Exception failure)
    {
        Finish(failure);
        if (failure is OperationCanceledException cancelled)
            _answer.TrySetCanceled(cancelled.CancellationToken);
        else
            _answer.TrySetException(failure);
    }

    public override bool Abandon(Exception reason) => _answer.TrySetException(reason);

    public override void MoveOn() => engine.Route(this, grainClass, key);

    public override string ToString() => $"{method} of {grainClass.TypeName}/{key}";

    protected override bool IsStillWanted()
    {
        var cancellation = method.CancellationOf(arguments);
        if (cancellation.IsCancellationRequested)
            _answer.TrySetCanceled(cancellation);
        return !_answer.Task.IsCompleted;
    }

    protected override Task Invoke(Grain grain) => method.Invoke(grain, arguments);

    protected override void Succeed(Task? result)
    {
        Finish(null);
        _answer.TrySetResult(result is Task<TResult> withResult ? withResult.Result : default!);
    }

    private void Finish(Exception? failure)
    {
        engine.Telemetry.CallEnded(engine.InFlight.Remove(this));
        if (span is not null)
            GrainTelemetry.EndSpan(span, failure);
    }
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing;
