namespace Orleans.Embedded;

/// <summary>
/// Runs the turns of one activation on pool threads, in order and one at a time. An <c>await</c> in a turn comes back here,
/// because it continues on the current scheduler.
/// </summary>
internal sealed class ActivationScheduler(Activation activation, int turnsBeforeYield) : TaskScheduler, IThreadPoolWorkItem
{
    private readonly Queue<Task> _turns = new();
    private bool _scheduled;

    public Activation Activation => activation;

    protected override void QueueTask(Task task)
    {
        lock (_turns)
        {
            _turns.Enqueue(task);
            if (_scheduled)
                return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var turn = 0; turn < turnsBeforeYield; turn++)
        {
            Task? next;
            lock (_turns)
            {
                if (!_turns.TryDequeue(out next))
                {
                    _scheduled = false;
                    return;
                }
            }

            TryExecuteTask(next);
        }

        // To the end of the common queue, so that a busy grain does not keep the others from the thread.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>A turn may run within a turn of the same activation: that is still one at a time.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns)
            return [.. _turns];
    }
}
