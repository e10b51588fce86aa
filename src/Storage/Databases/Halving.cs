namespace RmsOrleans.Storage.Databases;

/// <summary>How a batch is written of which one member is bad, so that no other is lost.</summary>
internal static class Halving
{
    /// <summary>
    /// Commits all at once; if they cannot be written, their halves each by itself, down to the one bad member. A storage that is away is nobody's
    /// fault and goes on to the caller. Where <paramref name="commit"/> is done when it returns, so is this.
    /// </summary>
    public static async Task Commit<TMember>(
        ImmutableArray<TMember> members, Func<ImmutableArray<TMember>, Task> commit, Action<TMember, Exception> failed, Func<Exception, bool> isStorageUnavailable)
    {
        if (members.IsEmpty)
            return;

        try
        {
            await commit(members);
        }
        catch (Exception failure) when (!isStorageUnavailable(failure) && failure is not OperationCanceledException)
        {
            if (members is [var bad])
            {
                failed(bad, failure);
                return;
            }
            await Commit(members[..(members.Length / 2)], commit, failed, isStorageUnavailable);
            await Commit(members[(members.Length / 2)..], commit, failed, isStorageUnavailable);
        }
    }
}

/// <summary>What is known of the members of a batch. A member of which nothing is known has moved on; so has one that stands there again.</summary>
internal sealed class BatchAnswers<TId, TAnswer>(TAnswer movedOn)
    where TId : struct
{
    private readonly Dictionary<TId, TAnswer> known = [];

    public TAnswer this[TId member]
    {
        set => known[member] = value;
    }

    public void Add(IEnumerable<(TId Member, TAnswer Answer)> learnt)
    {
        foreach (var (member, answer) in learnt)
            known[member] = answer;
    }

    public ImmutableArray<TAnswer> For(IEnumerable<TId> batch) => [.. batch.Select(member => known.Remove(member, out var answer) ? answer : movedOn)];
}
