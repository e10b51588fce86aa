namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Where this node expects a sequence to stand: where its last batch left it, or will leave it. While no other node gives its numbers, a batch
/// can be numbered from there and written in one round trip; the database refuses what was numbered from a place that is not true.
/// </summary>
internal sealed class OwnSequence
{
    private readonly Lock turn = new();
    private SequenceHead? left;
    private bool isOurs;

    /// <summary>Numbers a batch from where the sequence is expected to stand; null if that is not known, or was lately found to be wrong.</summary>
    public NumberedAhead? Number(Func<SequenceHead, NumberedBatch> number)
    {
        lock (turn)
        {
            if (left is not { } from || !isOurs)
                return null;

            var numbered = number(from);
            left = numbered.Sequence;
            return new NumberedAhead(from, numbered);
        }
    }

    /// <summary>Under its lock in the database the sequence stood there, and was left there.</summary>
    public void Seen(SequenceHead before, SequenceHead after)
    {
        lock (turn)
        {
            isOurs = left is null || left.IsAt(before);
            left = after;
        }
    }

    /// <summary>A batch that was numbered from here was not written, or nobody knows.</summary>
    public void WasWrong()
    {
        lock (turn)
            isOurs = false;
    }
}

/// <summary>A batch, numbered on the assumption that its sequence will stand at <paramref name="From"/>.</summary>
internal sealed record NumberedAhead(SequenceHead From, NumberedBatch Batch);
