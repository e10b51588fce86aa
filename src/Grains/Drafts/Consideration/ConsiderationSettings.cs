using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Grains.Drafts;

/// <summary>How often the FCS may take two of its resolutions for one version of a draft.</summary>
public sealed class ConsiderationSettings
{
    public const string Section = "Consideration";

    [Range(1, 100)]
    public int GatheringsPerVersion { get; set; } = 1;

    [Range(1, 100)]
    public int FinalisationsByFcsPerVersion { get; set; } = 1;
}
