using System.Collections.Immutable;
using System.Diagnostics;

namespace RmsOrleans.Grains.Journal;

/// <summary>Gathers what arrives while a batch is under way; the next batch takes it all. So many share one commit, or one query.</summary>
/// <param name="work">Does a batch and answers each member of it. What it throws, all of them are answered with.</param>
/// <param name="queued">Is told by how many the number of those who wait has changed.</param>
internal sealed class BatchQueue<TRequest, TAnswer>(
    int batchLimit, Func<ImmutableArray<TRequest>, IEnumerable<ActivityContext>, Task<ImmutableArray<TAnswer>>> work, Action<int>? queued = null)
{
    private readonly Lock turn = new();
    private readonly Queue<Waiting> queue = new();
    private bool isWorking;

    /// <summary>How many wait for the next batch.</summary>
    public int Length
    {
        get
        {
            lock (turn)
                return queue.Count;
        }
    }

    public Task<TAnswer> Add(TRequest request)
    {
        var waiting = new Waiting(request, Activity.Current);
        lock (turn)
        {
            queue.Enqueue(waiting);
            queued?.Invoke(1);
            if (isWorking)
                return waiting.Answer.Task;
            isWorking = true;
        }
        _ = WorkUntilEmpty();
        return waiting.Answer.Task;
    }

    /// <summary>Answers all who wait, and does nothing of it.</summary>
    /// <returns>How many they were.</returns>
    public int AnswerAll(TAnswer answer)
    {
        var all = Take(int.MaxValue);
        foreach (var waiting in all)
            waiting.Answer.SetResult(answer);
        return all.Length;
    }

    private async Task WorkUntilEmpty()
    {
        while (Next() is { Length: > 0 } batch)
        {
            // Not in the trace of whoever came when this loop began, but in the first that is recorded.
            Activity.Current = (batch.FirstOrDefault(waiting => waiting.Caller?.Recorded == true) ?? batch[0]).Caller;
            try
            {
                var answers = await work([.. batch.Select(waiting => waiting.Request)], batch.Select(waiting => waiting.Caller?.Context ?? default));
                for (var i = 0; i < batch.Length; i++)
                    batch[i].Answer.SetResult(answers[i]);
            }
            catch (Exception failure)
            {
                foreach (var waiting in batch)
                    waiting.Answer.TrySetException(failure);
            }
        }
    }

    private ImmutableArray<Waiting> Next()
    {
        lock (turn)
        {
            var batch = Take(batchLimit);
            isWorking = batch.Length > 0;
            return batch;
        }
    }

    private ImmutableArray<Waiting> Take(int most)
    {
        lock (turn)
        {
            var taken = ImmutableArray.CreateBuilder<Waiting>(Math.Min(most, queue.Count));
            while (taken.Count < most && queue.TryDequeue(out var waiting))
                taken.Add(waiting);
            queued?.Invoke(-taken.Count);
            return taken.DrainToImmutable();
        }
    }

    private sealed record Waiting(TRequest Request, Activity? Caller)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
