using System.Collections.Concurrent;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>
/// Threads of low priority that try plans on segments, and nothing else. Runs that are under way at once take turns, segment by segment. One thread more, of ordinary priority, is for what
/// somebody waits for: on a busy machine threads of low priority may not run for seconds.
/// </summary>
public sealed class Scanner : IDisposable
{
    private readonly BlockingCollection<ScanRun> turns = [];
    private readonly BlockingCollection<ScanRun> ahead = [];
    private readonly ImmutableArray<Thread> threads;

    /// <param name="threads">How many there are.</param>
    public Scanner(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        this.threads =
        [
            .. Enumerable.Range(1, threads).Select(i => new Thread(Work) { IsBackground = true, Name = $"Scanner {i}" }),
            new Thread(WorkAhead) { IsBackground = true, Name = "Scanner ahead" },
        ];
        foreach (var thread in this.threads)
            thread.Start();
    }

    /// <summary>Tries plans on segments. What comes out does not depend on the number of threads.</summary>
    /// <param name="finished">Told of each segment, one at a time, on a thread of the scanner, which waits for it; not told of anything after the task has ended.</param>
    /// <param name="stop">Looked for between plans and while patterns run. The task is cancelled when no thread works for it any more.</param>
    /// <param name="isAwaited">Whether somebody waits for it: it has ordinary priority, so it must be little, and be stopped soon.</param>
    /// <returns>The sums of all segments. It fails as a segment does: <see cref="Segments.InvalidSegmentException"/>, or closed.</returns>
    public Task<ScanResult> Run(ScanRequest request, Action<SegmentResult>? finished = null, CancellationToken stop = default, bool isAwaited = false)
    {
        var run = new ScanRun(request, finished, stop);
        if (request.Segments.IsEmpty)
            run.End();
        else if (isAwaited)
            ahead.Add(run, CancellationToken.None);
        else
        {
            for (var i = Math.Min(threads.Length - 1, request.Segments.Length); i > 0; i--)
                turns.Add(run, CancellationToken.None);
        }
        return run.Result;
    }

    /// <summary>Ends the threads when what was asked for is done: whoever is in haste stops the runs first.</summary>
    public void Dispose()
    {
        turns.CompleteAdding();
        ahead.CompleteAdding();
        foreach (var thread in threads)
            thread.Join();
        turns.Dispose();
        ahead.Dispose();
    }

    private void Work()
    {
        LowPriority.OfThisThread();
        foreach (var run in turns.GetConsumingEnumerable())
        {
            if (!run.Step())
                continue;
            // Others have their turn before this run has its next one.
            if (!turns.IsAddingCompleted && TryQueue(run))
                continue;
            while (run.Step())
            {
            }
        }
    }

    private void WorkAhead()
    {
        foreach (var run in ahead.GetConsumingEnumerable())
        {
            while (run.Step())
            {
            }
        }
    }

    private bool TryQueue(ScanRun run)
    {
        try
        {
            return turns.TryAdd(run);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
