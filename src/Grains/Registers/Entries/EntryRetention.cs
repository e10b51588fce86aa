using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>How long what is kept apart stays, by the file of the register.</summary>
internal static class EntryRetention
{
    /// <summary>When it is to be removed; null while the entry has not ended, where it is kept for good, and where nothing is kept.</summary>
    public static DateTimeOffset? KeptUntil(Entry entry, RegisterKind kind) =>
        entry.HasKept && kind.RetentionYears is { } years && kind.State(entry.State) is { End: true } ? entry.StateSince.AddYears(years) : null;
}
