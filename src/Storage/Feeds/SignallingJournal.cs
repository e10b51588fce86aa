namespace RmsOrleans.Storage.Feeds;

/// <summary>The journal, with a signal after each write. Whoever follows looks now and then anyway, so a signal that is missed loses nothing.</summary>
internal sealed class SignallingJournal(IJournal journal, JournalSignal signal) : IJournal
{
    public int BatchesAtOnce => journal.BatchesAtOnce;

    public bool IsShared => journal.IsShared;

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => journal.Read(draft, cancellation);

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => journal.LastLine(draft, cancellation);

    public async Task<bool> Append(DraftAppend append, CancellationToken cancellation)
    {
        var isWritten = await journal.Append(append, cancellation);
        signal.Committed();
        return isWritten;
    }

    public async Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation)
    {
        var answers = await journal.Register(sequence, batch, number, cancellation);
        signal.Committed();
        return answers;
    }
}

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
