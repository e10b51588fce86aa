namespace RmsOrleans.Silo.Search;

/// <summary>How long the follower rests after its work, so that it takes no more than its share; which is smaller while many numbers are given.</summary>
internal sealed class SearchPace(SearchSettings settings)
{
    /// <summary>After any work. When it is over, it is known whether others are busy.</summary>
    public TimeSpan Rest(TimeSpan work) => work * (1 / settings.ShareOfACore - 1);

    /// <summary>What is added to it if this node has meanwhile committed so often.</summary>
    /// <param name="commits">Since the work began.</param>
    /// <param name="time">As long as that is ago.</param>
    public TimeSpan FurtherRest(TimeSpan work, long commits, TimeSpan time)
    {
        var isBusy = commits > 0 && commits >= settings.BusyCommits * time.TotalSeconds;
        return isBusy ? work * Math.Max(0, 1 / settings.ShareWhileBusy - 1 / settings.ShareOfACore) : TimeSpan.Zero;
    }
}
