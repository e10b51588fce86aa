using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What is given with a command of an entry, held against the register's file.</summary>
internal static class EntryInput
{
    private const int LongestLink = 100;

    public static void Values(ValidationErrors errors, RegisterKind kind, ImmutableSortedDictionary<string, string> given, IEnumerable<string> allowed)
    {
        var taken = allowed.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (!taken.Contains(name) || kind.Field(name) is not { } field)
                errors.Add($"/values/{name}", "This field is not taken here.", "Это поле здесь не принимается.");
            else if (FieldValues.Fault(field, value) is { } fault)
                errors.Add($"/values/{name}", fault);
        }
    }

    /// <param name="there">The fields that have a value.</param>
    /// <param name="open">The values that stand in the open.</param>
    public static void Required(ValidationErrors errors, RegisterKind kind, IEnumerable<string> there, IReadOnlyDictionary<string, string> open)
    {
        var has = there.ToHashSet(StringComparer.Ordinal);
        foreach (var field in kind.Fields.Where(field => !has.Contains(field.Name)))
        {
            if (field.Required || (field.RequiredWhen is { } when && open.GetValueOrDefault(when.Field) == when.Is))
                errors.Add($"/values/{field.Name}", "This field is required.", "Это поле обязательно.");
        }
    }

    public static void Given(ValidationErrors errors, string place, bool asked, bool given)
    {
        if (asked && !given)
            errors.Add(place, "This is needed here.", "Здесь это необходимо указать.");
        if (!asked && given)
            errors.Add(place, "This is not taken here.", "Здесь это не принимается.");
    }

    public static void NotLater(ValidationErrors errors, string place, DateOnly? day, DateOnly today)
    {
        if (day > today)
            errors.Add(place, "This day is in the future.", "Эта дата ещё не наступила.");
    }

    public static void Link(ValidationErrors errors, RegisterKind kind, string place, EntryLink link, ImmutableArray<EntryLink> before)
    {
        if (kind.IsClosed || !kind.Links.Contains(link.To))
            errors.Add($"{place}/to", "Entries of this register are not linked to such things.", "Записи этого реестра не связываются с такими объектами.");
        errors.Text($"{place}/id", link.Id);
        if (link.Id.Length > LongestLink)
            errors.Add($"{place}/id", $"Expected at most {LongestLink} characters.", $"Ожидалось не более {LongestLink} символов.");
        if (before.Contains(link))
            errors.Add(place, "This link stands here already.", "Эта связь здесь уже указана.");
    }
}
