using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Grains.Efficiency;

/// <summary>When profiles are flagged.</summary>
public sealed class EfficiencySettings
{
    public const string Section = "Efficiency";

    /// <summary>On fewer cases no flag is raised.</summary>
    [Range(1, 1_000_000)]
    public int LeastCases { get; set; } = 30;
}
