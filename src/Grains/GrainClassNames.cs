using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Grains;

/// <summary>Grain classes by the names that settings of Orleans use.</summary>
public static class GrainClassNames
{
    /// <summary>Of which there are as many as there are drafts, profiles, declarations and entries of registers: they leave memory soon after their work is settled.</summary>
    public static string[] LeaveSoon => [typeof(DraftGrain).FullName!, typeof(ProfileGrain).FullName!, typeof(ControlGrain).FullName!, typeof(EntryGrain).FullName!];
}
