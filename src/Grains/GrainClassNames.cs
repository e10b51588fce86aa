using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains;

/// <summary>Grain classes by the names that an engine's settings use.</summary>
public static class GrainClassNames
{
    public static string Draft => typeof(DraftGrain).FullName!;
}
