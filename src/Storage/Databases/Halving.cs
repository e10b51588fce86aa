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
