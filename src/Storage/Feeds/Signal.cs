namespace RmsOrleans.Storage.Feeds;

/// <summary>Says to those who wait that there is something to do. Where nobody waits it costs next to nothing.</summary>
internal abstract class Signal
{
    private TaskCompletionSource? waiting;

    /// <summary>Ends when it is raised next. To be taken before looking, so that nothing falls between.</summary>
    public Task Next
    {
        get
        {
            while (true)
            {
                if (Volatile.Read(ref waiting) is { } known)
                    return known.Task;
                var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (Interlocked.CompareExchange(ref waiting, made, null) is null)
                    return made.Task;
            }
        }
    }

    public void Raise()
    {
        if (Volatile.Read(ref waiting) is not null)
            Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }
}

/// <summary>This node has written to the journal.</summary>
internal sealed class JournalSignal : Signal
{
    private long commits;

    /// <summary>Since the program started.</summary>
    public long Commits => Interlocked.Read(ref commits);

    public void Committed()
    {
        Interlocked.Increment(ref commits);
        Raise();
    }
}

/// <summary>Subscriptions or messages have changed on this node.</summary>
internal sealed class WebhookSignal : Signal;
