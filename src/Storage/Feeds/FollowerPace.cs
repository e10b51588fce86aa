using System.Diagnostics;

namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// How long a follower of the journal rests after its work, so that it takes no more than its share of a core; which is smaller while its
/// node commits often, as whoever waits for a number comes first.
/// </summary>
/// <param name="busyCommits">In a second.</param>
internal sealed class FollowerPace(JournalSignal signal, double share, double shareWhileBusy, int busyCommits)
{
    /// <summary>Work that took long, as it waited for the storage, is no reason to fall further behind.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(5);

    private long began;
    private long commits;

    public void BeforeWork() => (began, commits) = (Stopwatch.GetTimestamp(), signal.Commits);

    public async Task RestAfterWork(CancellationToken cancellation)
    {
        var work = Stopwatch.GetElapsedTime(began);
        await Task.Delay(Rest(work), cancellation);
        await Task.Delay(FurtherRest(work, signal.Commits - commits, Stopwatch.GetElapsedTime(began)), cancellation);
    }

    /// <summary>After any work. When it is over, it is known whether others are busy.</summary>
    internal TimeSpan Rest(TimeSpan work) => Shorter(work * (1 / share - 1), longest);

    /// <summary>What is added to it if this node has meanwhile committed so often.</summary>
    /// <param name="made">Commits since the work began.</param>
    /// <param name="time">As long as that is ago.</param>
    internal TimeSpan FurtherRest(TimeSpan work, long made, TimeSpan time)
    {
        var isBusy = made > 0 && made >= busyCommits * time.TotalSeconds;
        return isBusy ? Shorter(work * Math.Max(0, 1 / shareWhileBusy - 1 / share), longest) : TimeSpan.Zero;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
