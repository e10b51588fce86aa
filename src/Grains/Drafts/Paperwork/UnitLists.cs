using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Lists of structural units: each a name, and none twice.</summary>
internal static class UnitLists
{
    /// <summary>The most units that a list can name.</summary>
    public const int Most = 100;

    /// <param name="own">The author's unit, which is not one of the others; null where no unit is left out.</param>
    public static void Check(ValidationErrors errors, JsonPointer at, ImmutableArray<string> units, string? own = null)
    {
        if (TextLists.IsTooLong(errors, at, units.Length, Most) || errors.IsUnreadable(at))
            return;

        for (var i = 0; i < units.Length; i++)
        {
            errors.Name(at.Of("", i), units[i]);
            if (units[i] == own)
                errors.Add(at.Of("", i), "The author's own unit signs; it is not one of the other units.");
            if (units.IndexOf(units[i]) < i)
                errors.Add(at.Of("", i), "This unit is named twice.");
        }
    }
}
