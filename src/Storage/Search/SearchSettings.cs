using System.ComponentModel.DataAnnotations;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>How the full-text index is fed.</summary>
internal sealed class SearchSettings
{
    public const string Section = "Search";

    /// <summary>The share of one core that feeding takes at the most while it is behind.</summary>
    [Range(0.01, 1.0)]
    public double ShareOfACore { get; set; } = 0.5;

    /// <summary>The same while this node commits <see cref="FeedSettings.BusyCommits"/> times in a second or oftener: whoever waits for a number comes first.</summary>
    [Range(0.01, 1.0)]
    public double ShareWhileBusy { get; set; } = 0.02;
}
