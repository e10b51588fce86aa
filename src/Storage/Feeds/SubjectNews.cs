namespace RmsOrleans.Storage.Feeds;

/// <summary>Tells one who listens that something has happened to a subject, and leaves it to the listener to look what.</summary>
internal sealed class SubjectNews(Guid subject, LiveChanges live) : IDisposable
{
    private readonly SemaphoreSlim raised = new(0);

    public Guid Subject => subject;

    /// <summary>By one at a time.</summary>
    public void Raise()
    {
        if (raised.CurrentCount == 0)
            raised.Release();
    }

    /// <summary>False if there was no news for so long.</summary>
    public Task<bool> Next(TimeSpan patience, CancellationToken cancellation) => raised.WaitAsync(patience, cancellation);

    public void Dispose()
    {
        live.Leave(this);
        raised.Dispose();
    }
}
