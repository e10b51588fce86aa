using System.Collections.Immutable;
using System.Diagnostics;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Journal;

/// <summary>
/// Gathers what arrives while a commit is under way; the next commit takes it all. Belongs to one reentrant grain, whose turns never run in
/// parallel.
/// </summary>
/// <param name="commit">Commits a batch and answers each member of it; it never throws.</param>
internal sealed class GroupCommit<TRequest, TAnswer>(
    int queueLimit, int batchLimit, TAnswer whenFull, Func<ImmutableArray<TRequest>, IEnumerable<ActivityContext>, Task<ImmutableArray<TAnswer>>> commit)
{
    private readonly Queue<Waiting> queue = new();
    private bool committing;

    public Task<TAnswer> Add(TRequest request)
    {
        if (queue.Count >= queueLimit)
            return Task.FromResult(whenFull);

        var waiting = new Waiting(request, Activities.CurrentContext());
        queue.Enqueue(waiting);
        if (!committing)
            _ = CommitUntilEmpty();
        return waiting.Answer.Task;
    }

    private async Task CommitUntilEmpty()
    {
        committing = true;
        try
        {
            while (queue.Count > 0)
            {
                var batch = new List<Waiting>();
                while (batch.Count < batchLimit && queue.TryDequeue(out var waiting))
                    batch.Add(waiting);

                var answers = await commit([.. batch.Select(waiting => waiting.Request)], batch.Select(waiting => waiting.Caller));
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Answer.SetResult(answers[i]);
            }
        }
        finally
        {
            committing = false;
        }
    }

    private sealed record Waiting(TRequest Request, ActivityContext Caller)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
