using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Grains.Prices;

/// <summary>What researches of prices propose, and when the flow has left them.</summary>
public sealed class PriceSettings
{
    public const string Section = "Prices";

    /// <summary>The threshold that is proposed: the price below which this share of the weight lies, in per cent.</summary>
    [Range(typeof(decimal), "0.1", "50", ParseLimitsInInvariantCulture = true)]
    public decimal ThresholdPercent { get; set; } = 10;

    /// <summary>The median of the flow has drifted when it differs by more than so many per cent from that of an approved research.</summary>
    [Range(typeof(decimal), "1", "1000", ParseLimitsInInvariantCulture = true)]
    public decimal DriftPercent { get; set; } = 20;

    /// <summary>Of fewer prices no drift is told.</summary>
    [Range(1, 1_000_000)]
    public int LeastPrices { get; set; } = 30;
}
