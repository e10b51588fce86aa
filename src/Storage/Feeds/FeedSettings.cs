using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Storage.Feeds;

/// <summary>How the journal is followed.</summary>
internal sealed class FeedSettings
{
    public const string Section = "Feeds";

    /// <summary>How often a follower looks for what other nodes have written; this node's own writes wake it at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a node that follows the journal for all keeps the others away, and so how long they wait when it dies.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Claim { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After so long without an event a stream shows that it is still there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A node that commits so many times in a second is busy: followers then take a smaller share of it.</summary>
    [Range(1, 100_000)]
    public int BusyCommits { get; set; } = 50;
}
