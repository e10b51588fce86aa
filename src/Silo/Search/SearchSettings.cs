using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Silo.Search;

/// <summary>How the full-text index is fed.</summary>
internal sealed class SearchSettings
{
    public const string Section = "Search";

    /// <summary>The share of one core that feeding takes at the most while it is behind, so that registrations do not wait for it.</summary>
    [Range(0.01, 1.0)]
    public double ShareOfACore { get; set; } = 0.1;
}
