using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Api.Edge;

/// <summary>
/// Requests a second on one node; 0 sets no limit. A batch is one request: how many of its lines are in hand is limited anyway. Questions
/// about health are free.
/// </summary>
public sealed class RateSettings
{
    public const string Section = "Rates";

    /// <summary>All callers of one authority together.</summary>
    [Range(0, 1_000_000)]
    public int PerAuthority { get; set; }

    [Range(0, 1_000_000)]
    public int PerToken { get; set; }

    /// <summary>Requests without a valid token, for each address they come from.</summary>
    [Range(0, 1_000_000)]
    public int PerAddress { get; set; }

    /// <summary>For how many seconds' worth of requests whoever was silent may ask at once.</summary>
    [Range(1, 3600)]
    public int BurstSeconds { get; set; } = 10;

    internal bool SetAny => PerAuthority + PerToken + PerAddress > 0;
}
