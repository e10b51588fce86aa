using System.Diagnostics;

namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>Gathers what arrives while a batch is under way; the next batch takes it all. So many share one commit, or one query.</summary>
/// <param name="batchLimit">What a batch may weigh; a member weighs one, or what <paramref name="weight"/> says. One member is always taken.</param>
/// <param name="batchesAtOnce">With more than one, the next is handed to the work as soon as anyone waits, and stays open until its members are asked for.</param>
/// <param name="work">Does a batch and answers each member of it. What it throws, all of them are answered with.</param>
/// <param name="queued">Is told by how many the number of those who wait has changed.</param>
internal sealed class BatchQueue<TRequest, TAnswer>(
    int batchLimit,
    int batchesAtOnce,
    Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> work,
    Action<int>? queued = null,
    Func<TRequest, int>? weight = null)
{
    private readonly Lock turn = new();
    private readonly Queue<Caller> queue = new();
    private int underWay;

    /// <summary>One batch at a time, closed before the work begins.</summary>
    public BatchQueue(int batchLimit, Func<ImmutableArray<TRequest>, IEnumerable<ActivityContext>, Task<ImmutableArray<TAnswer>>> work)
        : this(batchLimit, batchesAtOnce: 1, batch =>
        {
            Activity.Current = batch.Lead;
            return work(batch.Members, batch.Callers);
        })
    {
    }

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
        var waiting = new Caller(request, Activity.Current);
        lock (turn)
        {
            queue.Enqueue(waiting);
            queued?.Invoke(1);
            if (underWay == batchesAtOnce)
                return waiting.Answer.Task;
            underWay++;
        }
        // Not in the turn of the grain that happens to come first: its turn would end before the work of others.
        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.WorkUntilEmpty(), this, preferLocal: true);
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
        do
        {
            Activity.Current = null; // not in the trace of the request that started this loop
            var batch = new Batch(() => Take(batchLimit));
            try
            {
                batch.Answer(await work(batch));
            }
            catch (Exception failure)
            {
                batch.Fail(failure);
            }
        }
        while (AnyoneWaits());
    }

    private bool AnyoneWaits()
    {
        lock (turn)
        {
            if (queue.Count == 0)
                underWay--;
            return queue.Count > 0;
        }
    }

    private ImmutableArray<Caller> Take(int most)
    {
        lock (turn)
        {
            var taken = ImmutableArray.CreateBuilder<Caller>(Math.Min(most, queue.Count));
            for (var room = most; queue.TryPeek(out var next); taken.Add(queue.Dequeue()))
            {
                room -= weight?.Invoke(next.Request) ?? 1;
                if (room < 0 && taken.Count > 0)
                    break;
            }
            queued?.Invoke(-taken.Count);
            return taken.DrainToImmutable();
        }
    }

    private sealed record Caller(TRequest Request, Activity? Trace)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Batch(Func<ImmutableArray<Caller>> take) : IBatch<TRequest>
    {
        private readonly Lazy<(ImmutableArray<Caller> Waiting, ImmutableArray<TRequest> Members)> taken = new(() =>
        {
            var waiting = take();
            return (waiting, [.. waiting.Select(each => each.Request)]);
        });

        public ImmutableArray<TRequest> Members => taken.Value.Members;

        public IEnumerable<ActivityContext> Callers => Waiting.Select(each => each.Trace?.Context ?? default);

        public Activity? Lead => (Waiting.FirstOrDefault(each => each.Trace?.Recorded == true) ?? Waiting.FirstOrDefault())?.Trace;

        private ImmutableArray<Caller> Waiting => taken.Value.Waiting;

        public void Answer(ImmutableArray<TAnswer> answers)
        {
            for (var i = 0; i < Waiting.Length; i++)
                Waiting[i].Answer.SetResult(answers[i]);
        }

        public void Fail(Exception failure)
        {
            foreach (var each in Waiting)
                each.Answer.TrySetException(failure);
        }
    }
}

/// <summary>Requests that are done together. Who they are is settled when anything of them is first asked for; until then others join.</summary>
internal interface IBatch<TRequest>
{
    ImmutableArray<TRequest> Members { get; }

    /// <summary>The trace of each; default where there is none.</summary>
    IEnumerable<ActivityContext> Callers { get; }

    /// <summary>The trace of the work: the first that is recorded, or else the first.</summary>
    Activity? Lead { get; }
}
