namespace RmsOrleans.Declarations.Scanning;

/// <summary>All segments together.</summary>
/// <param name="Plans">In the order of the request.</param>
public sealed record ScanResult(Tally Examined, ImmutableArray<PlanResult> Plans);

/// <summary>A request that is being worked on, by as many threads as come.</summary>
internal sealed class ScanRun
{
    private readonly ScanRequest request;
    private readonly Action<SegmentResult>? finished;
    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource<ScanResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock telling = new();
    private readonly ScanSum sum;

    /// <summary>May run over the number of segments.</summary>
    private int begun;
    private int open;
    private Exception? failure;

    public ScanRun(ScanRequest request, Action<SegmentResult>? finished, CancellationToken stop)
    {
        (this.request, this.finished, sum, open) = (request, finished, new(request.Plans.Length), request.Segments.Length);
        this.stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ = result.Task.ContinueWith(_ => this.stop.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        this.stop.Token.Register(BeginNoMore);
    }

    public Task<ScanResult> Result => result.Task;

    /// <summary>Works on the next segment.</summary>
    /// <returns>Whether there may be one more for this thread.</returns>
    public bool Step()
    {
        var next = Interlocked.Increment(ref begun) - 1;
        if (next >= request.Segments.Length)
            return false;
        try
        {
            Scan(request.Segments[next]);
        }
        catch (Exception exception)
        {
            // The others end at their next look, as if they had been stopped.
            Interlocked.CompareExchange(ref failure, exception, null);
            stop.Cancel();
        }
        if (Interlocked.Decrement(ref open) == 0)
            End();
        return true;
    }

    /// <summary>Whoever stops a run need not wait until it has its turn again.</summary>
    private void BeginNoMore()
    {
        Interlocked.CompareExchange(ref failure, new OperationCanceledException(stop.Token), null);
        var left = request.Segments.Length - Interlocked.Exchange(ref begun, request.Segments.Length);
        if (left > 0 && Interlocked.Add(ref open, -left) == 0)
            End();
    }

    /// <summary>No thread works for it any more.</summary>
    public void End()
    {
        if (failure is OperationCanceledException)
            result.TrySetCanceled();
        else if (failure is not null)
            result.TrySetException(failure);
        else
            result.TrySetResult(sum.ToResult());
    }

    private void Scan(ScannedSegment segment)
    {
        stop.Token.ThrowIfCancellationRequested();
        using var hold = segment.Segment.Hold();
        var result = new SegmentScan(segment, request.Options, stop.Token).Run(request.Plans);
        lock (telling)
        {
            stop.Token.ThrowIfCancellationRequested();
            finished?.Invoke(result);
            sum.Add(result);
        }
    }
}
