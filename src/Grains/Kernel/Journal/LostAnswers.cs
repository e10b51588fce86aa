namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>What to do when the storage has not said whether it committed.</summary>
internal static class LostAnswers
{
    /// <summary>
    /// Nobody is answered from memory. The same batch is handed in again: it takes the locks of its sequences, so the lost transaction has
    /// ended, and members that it did write are seen to have moved on. Past the limit the last <see cref="StorageUnavailableException"/> goes on.
    /// </summary>
    public static async Task<T> CommitOrLearnWhatHappened<T>(Func<Task<T>> commit, TimeSpan limit, TimeProvider clock, Action? away = null)
    {
        var started = clock.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause *= 2)
        {
            try
            {
                return await commit();
            }
            catch (StorageUnavailableException) when (clock.GetElapsedTime(started) + pause < limit)
            {
                away?.Invoke();
                await Task.Delay(pause, clock);
            }
        }
    }
}
