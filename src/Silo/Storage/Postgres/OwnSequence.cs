using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Silo.Storage.Postgres;

/// <summary>
/// Where this node expects a sequence to stand: where its last batch left it, or will leave it. While no other node gives its numbers, a batch
/// can be numbered from there and written in one round trip; the database refuses what was numbered from a place that is not true.
/// </summary>
internal sealed class OwnSequence
{
    private readonly SemaphoreSlim looking = new(1);
    private SequenceHead? left;
    private volatile bool isOurs;

    /// <summary>
    /// Numbers a batch from where the sequence is expected to stand; null if that is not known, or was lately found to be wrong. A batch that
    /// is just finding out is waited for.
    /// </summary>
    public async Task<NumberedAhead?> Number(Func<SequenceHead, NumberedBatch> number, CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            if (left is not { } from || !isOurs)
                return null;

            var numbered = number(from);
            left = numbered.Sequence;
            return new NumberedAhead(from, numbered);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Work that finds out under the sequence's lock where it stands, and says so by <see cref="Seen"/>. One at a time.</summary>
    public async Task UnderLock(Func<Task> work, CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Under its lock the sequence stood there, and was left there. To be said by work that runs <see cref="UnderLock"/>.</summary>
    public void Seen(SequenceHead before, SequenceHead after)
    {
        isOurs = left is null || left.IsAt(before);
        left = after;
    }

    /// <summary>A batch that was numbered from here was not written, or nobody knows.</summary>
    public void WasWrong() => isOurs = false;
}

/// <summary>A batch, numbered on the assumption that its sequence will stand at <paramref name="From"/>.</summary>
internal sealed record NumberedAhead(SequenceHead From, NumberedBatch Batch);
