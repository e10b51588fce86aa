using System.Collections.Immutable;
using System.Diagnostics;

namespace RmsOrleans.Grains.Journal;

/// <summary>Gathers what arrives while a commit is under way; the next commit takes it all.</summary>
/// <param name="commit">Commits a batch and answers each member of it. What it throws, all of them are answered with.</param>
/// <param name="queued">Is told by how many the number of those who wait has changed.</param>
internal sealed class GroupCommit<TRequest, TAnswer>(
    int batchLimit, Func<ImmutableArray<TRequest>, IEnumerable<ActivityContext>, Task<ImmutableArray<TAnswer>>> commit, Action<int>? queued = null)
{
    private readonly Lock turn = new();
    private readonly Queue<Waiting> queue = new();
    private bool isCommitting;

    /// <summary>How many wait for the next commit.</summary>
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
            if (isCommitting)
                return waiting.Answer.Task;
            isCommitting = true;
        }
        _ = CommitUntilEmpty();
        return waiting.Answer.Task;
    }

    /// <summary>Answers all who wait, and commits nothing.</summary>
    /// <returns>How many they were.</returns>
    public int AnswerAll(TAnswer answer)
    {
        var all = Take(int.MaxValue);
        foreach (var waiting in all)
            waiting.Answer.SetResult(answer);
        return all.Length;
    }

    private async Task CommitUntilEmpty()
    {
        while (Next() is { Length: > 0 } batch)
        {
            Activity.Current = batch[0].Caller; // not that of whoever came when this loop began
            try
            {
                var answers = await commit([.. batch.Select(waiting => waiting.Request)], batch.Select(waiting => waiting.Caller?.Context ?? default));
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
            isCommitting = batch.Length > 0;
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
