namespace RmsOrleans.Silo.Feeds;

/// <summary>Says to those who follow the journal that this node has written to it. Where nobody waits it costs next to nothing.</summary>
internal sealed class JournalSignal
{
    private TaskCompletionSource? waiting;

    /// <summary>Ends with the next write. To be taken before reading, so that no write falls between.</summary>
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

    public void Written()
    {
        if (Volatile.Read(ref waiting) is not null)
            Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }
}
