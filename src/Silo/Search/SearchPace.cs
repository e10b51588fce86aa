using System.Diagnostics;
using RmsOrleans.Silo.Feeds;

namespace RmsOrleans.Silo.Search;

/// <summary>How long the follower rests after its work, so that it takes no more than its share; which is smaller while many numbers are given.</summary>
internal sealed class SearchPace(JournalSignal signal, SearchSettings settings)
{
    private static readonly TimeSpan shortestLook = TimeSpan.FromSeconds(1);

    private long commits = signal.Commits;
    private long since = Stopwatch.GetTimestamp();
    private bool isBusy;

    public TimeSpan RestAfter(TimeSpan work)
    {
        var time = Stopwatch.GetElapsedTime(since);
        if (time >= shortestLook)
        {
            isBusy = (signal.Commits - commits) / time.TotalSeconds >= settings.BusyCommits;
            (commits, since) = (signal.Commits, Stopwatch.GetTimestamp());
        }
        return work * (1 / (isBusy ? settings.ShareWhileBusy : settings.ShareOfACore) - 1);
    }
}
