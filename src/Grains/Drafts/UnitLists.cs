using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Lists of structural units: each a name, and none twice.</summary>
internal static class UnitLists
{
    /// <summary>The most units that a list can name.</summary>
    public const int Most = 100;

    /// <param name="authority">Whose units they are.</param>
    /// <param name="own">The author's unit, which is not one of the others; null where no unit is left out.</param>
    public static void Check(
        ValidationErrors errors, JsonPointer at, ImmutableArray<string> units, AuthorityCode authority, UnitRegister register, string? own = null)
    {
        if (TextLists.IsTooLong(errors, at, units.Length, Most) || errors.IsUnreadable(at))
            return;

        for (var i = 0; i < units.Length; i++)
        {
            CheckOne(errors, at.Of("", i), units[i], authority, register);
            if (register.AreSame(authority, units[i], own))
            {
                errors.Add(
                    at.Of("", i),
                    "The author's own unit signs; it is not one of the other units.",
                    "Подразделение разработчика подписывает проект и не указывается среди других подразделений.");
            }
            if (register.Among(authority, units[..i], units[i]) is not null)
                errors.Add(at.Of("", i), "This unit is named twice.", "Это подразделение указано дважды.");
        }
    }

    /// <summary>A name, and that of a unit of the authority where its units are known.</summary>
    public static void CheckOne(ValidationErrors errors, JsonPointer at, string unit, AuthorityCode authority, UnitRegister register)
    {
        errors.Name(at, unit);
        if (register.IsUnknown(authority, unit))
        {
            errors.Add(
                at,
                $"The authority {authority} has no such unit. The nearest names: {string.Join("; ", register.Near(authority, unit))}.",
                $"В таможенном органе {authority} нет такого подразделения. Похожие наименования: {Phrase.Quoted(register.Near(authority, unit))}.");
        }
    }
}
