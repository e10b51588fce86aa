namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// When a follower reads again. A line may become readable a moment after the signal, once an older transaction has ended; so the first looks
/// after a signal follow each other closely, and then ever more slowly.
/// </summary>
internal sealed class Waker(JournalSignal signal, TimeSpan poll)
{
    private static readonly TimeSpan shortest = TimeSpan.FromMilliseconds(10);

    private Task next = signal.Next;
    private TimeSpan pause = shortest;

    public void BeforeReading() => next = signal.Next;

    /// <summary>Ends early with a write of this node; then after a moment in which more of them can gather.</summary>
    public async Task AfterReading(bool hasFound, CancellationToken cancellation)
    {
        if (hasFound)
            pause = shortest;
        await Task.WhenAny(next, Task.Delay(pause, cancellation));
        cancellation.ThrowIfCancellationRequested();
        if (next.IsCompleted)
        {
            await Task.Delay(shortest, cancellation);
            pause = shortest;
        }
        else
        {
            pause = pause * 2 < poll ? pause * 2 : poll;
        }
    }
}
