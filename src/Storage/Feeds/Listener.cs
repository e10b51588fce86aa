using System.Threading.Channels;

namespace RmsOrleans.Storage.Feeds;

/// <summary>One who listens. It is told a bounded number of changes ahead; one that falls behind hears no more, and has to join anew.</summary>
internal sealed class Listener(FeedFilter filter, JournalPosition from, LiveChanges live) : IDisposable
{
    private const int Most = 256;

    private readonly Channel<PlacedChange> told = Channel.CreateBounded<PlacedChange>(new BoundedChannelOptions(Most) { SingleReader = true });

    public FeedFilter Filter => filter;

    /// <summary>Everything after this place is told.</summary>
    public JournalPosition From => from;

    public bool HasTakenAll => told.Reader.Count == 0;

    /// <summary>False if it has fallen behind.</summary>
    public bool Hears(PlacedChange change)
    {
        if (!filter.Takes(change.Change) || told.Writer.TryWrite(change))
            return true;
        told.Writer.TryComplete();
        return false;
    }

    /// <summary>What it was told since the last time; nothing after <paramref name="patience"/> without news; null if it has fallen behind.</summary>
    public async Task<IReadOnlyList<PlacedChange>?> Next(TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            if (!await told.Reader.WaitToReadAsync(limit.Token))
                return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [];
        }

        var changes = new List<PlacedChange>();
        while (told.Reader.TryRead(out var change))
            changes.Add(change);
        return changes;
    }

    public void Dispose() => live.Leave(this);
}
